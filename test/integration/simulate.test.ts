import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import express, { type Express } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { expressMount } from "../../src/express/index.ts";
import { type Coexistence, type CoexistenceOptions, createCoexistence, probeNumber } from "../../src/index.ts";
import {
  type SimulationCheckName,
  type SimulationOptions,
  type SimulationReport,
  simulate,
} from "../../src/testing/index.ts";
import { freePort } from "./free-port.ts";
import { listen, type RunningReceiver } from "./mounts/running-receiver.ts";
import { appSecret, verifyToken } from "./sender.ts";

const platformSecret = "a platform secret for the test of the simulation";
const webhookHeaders = { authorization: "a webhook token for the test of the simulation" };
const trusting: CoexistenceOptions = { appSecret, verifyToken, platformSecret, webhookHeaders, logger: false };
/** Few webhooks, and minutes of waiting within a second. */
const quick: SimulationOptions = {
  ...{ appSecret, verifyToken },
  scenario: { seed: 7, history: 300, customers: 6 },
  ...{ numbers: 1, speed: 1_000 },
};

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(listener: RequestListener, coexistence: Coexistence = createCoexistence(trusting)) {
  const receiver = await listen(coexistence, listener);
  open.push(receiver);
  return receiver;
}

/** A receiver as the README shows it. */
async function startRight(): Promise<RunningReceiver> {
  const coexistence = createCoexistence(trusting);
  const app = express();
  app.all("/webhook", expressMount(coexistence)); // before express.json()
  app.use(express.json());
  return start(app as RequestListener, coexistence);
}

const verdictsOf = ({ checks }: SimulationReport) =>
  Object.fromEntries(checks.map(({ check, verdict }) => [check, verdict]));
const failedIn = ({ checks }: SimulationReport) =>
  checks.filter(({ verdict }) => verdict === "failed").map(({ check }) => check);
function checkOf({ checks }: SimulationReport, name: SimulationCheckName) {
  return checks.find(({ check }) => check === name) ?? expect.fail(`There was no check ${name}.`);
}

describe("a right receiver", () => {
  it("passes, and gets everything that was sent, each message once", async () => {
    const { url, coexistence } = await startRight();
    const ids = new Set<string | undefined>();
    const idsOfLarge = new Set<string | undefined>();
    const account: string[] = [];
    const note = (phoneNumberId: string | undefined, id: string | undefined) => {
      ids.add(id);
      if (phoneNumberId === probeNumber.phoneNumberId) idsOfLarge.add(id);
    };
    coexistence.onHistory(({ threads, phoneNumberId }) => {
      for (const { messages } of threads) for (const { message } of messages) note(phoneNumberId, message.id);
    });
    coexistence.onEcho(({ message, phoneNumberId }) => note(phoneNumberId, message.id));
    coexistence.onMessage(({ message, phoneNumberId }) => note(phoneNumberId, message.id));
    coexistence.onAccount(({ event }) => void account.push(event));
    const unknown: string[] = [];
    coexistence.onUnknown(({ reason }) => void unknown.push(reason));

    const report = await simulate(url, { ...quick, numbers: 3, chaos: 1 });
    const { figures } = report;
    // A busy machine may make it slow, and the history is too short to tell whether it stays so.
    expect({ ...verdictsOf(report), fast: "passed" }).toEqual({
      ...{ address: "passed", challenge: "passed", challenge_forged: "passed", accepted: "passed" },
      ...{ first_try: "passed", repeated: "passed", unsigned: "passed", forged: "passed", large: "passed" },
      ...{ account: "passed", fast: "passed", steady: "left_out" },
    });
    expect(report).toMatchObject({ passed: true, seed: 7 });
    expect(unknown).toEqual([]);
    expect(ids.size).toBe(figures.messages);
    expect(idsOfLarge.size).toBe(figures.messagesOfLarge);
    expect(figures.messages - figures.messagesOfLarge).toBeGreaterThan(900);
    expect(account.sort()).toEqual(
      ["ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED", "PARTNER_REMOVED"].flatMap((event) => [event, event, event]),
    );
    expect(figures).toMatchObject({ dropped: 0, statuses: { 200: figures.webhooks } });
    expect(figures.repeated).toBeGreaterThan(10);
    expect(figures.unanswered).toEqual({ cut: figures.retried, broken: 0, late: 0 });
    expect(figures.unanswered.cut).toBeGreaterThan(0);
    expect(figures.forged).toBeGreaterThan(4);
    expect(figures.bytes).toBeGreaterThan(6_000_000);
  });

  it("gets the same messages with the same seed, and others with another", async () => {
    const { url, coexistence } = await startRight();
    const seen = new Map<string, number>();
    coexistence.onMessage(({ message, phoneNumberId }) => {
      // Those of the largest webhooks are others each time.
      if (phoneNumberId !== "000000000000002") seen.set(message.id ?? "", (seen.get(message.id ?? "") ?? 0) + 1);
    });
    const live = {
      ...quick,
      scenario: { seed: 7, history: "nothing" as const, afterwards: [{ do: "message", count: 20 }] as const },
    };
    await simulate(url, live);
    expect(seen.size).toBe(20);
    await simulate(url, live);
    expect(seen.size).toBe(20);
    await simulate(url, { ...live, scenario: { ...live.scenario, seed: 8 } });
    expect(seen.size).toBe(40);
  });

  it.each([
    ["360dialog's partner URL", { platformSecret }, ["history", "contacts"]],
    ["360dialog's URL of a number", { webhookHeaders }, ["contacts", "message", "echo", "status"]],
  ])("passes as %s, and gets what is sent there", async (_, credential, expected) => {
    const { url, coexistence } = await startRight();
    const types = new Set<string>();
    coexistence.onAny(({ type }) => void types.add(type.split(".")[0] ?? ""));
    const { appSecret: _secret, verifyToken: _token, ...others } = quick;
    const report = await simulate(url, { ...others, ...credential });
    expect(failedIn(report)).toEqual([]);
    expect([...types].sort()).toEqual([...expected].sort());
    expect(verdictsOf(report)).toMatchObject({
      challenge: "left_out",
      account: "left_out",
      large: "passed",
      forged: "passed",
    });
  });

  it.each([["declined"], ["nothing"]] as const)("passes with a history that is %s", async (history) => {
    const { url } = await startRight();
    expect(failedIn(await simulate(url, { ...quick, scenario: { history } }))).toEqual([]);
  });

  it("is told apart from one that is left alone: without disorder nothing is cut and nothing comes twice", async () => {
    const { url } = await startRight();
    const report = await simulate(url, { ...quick, chaos: 0 });
    expect(report.figures).toMatchObject({ repeated: 0, retried: 0, unanswered: { cut: 0 } });
    expect(checkOf(report, "repeated").verdict).toBe("left_out");
  });
});

describe("a receiver that is wrong in one way", () => {
  type Handle = (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => Promise<void> | void;
  /** Answers as a right one does. */
  const answer = async (coexistence: Coexistence, request: IncomingMessage, body: Buffer): Promise<number> => {
    const signature = String(request.headers["x-hub-signature-256"] ?? "");
    const { status } = await coexistence.fetch(
      new Request("http://127.0.0.1/webhook", { method: "POST", body, headers: { "x-hub-signature-256": signature } }),
    );
    return status;
  };
  /** Takes verification requests as it should, and webhooks as it is told. */
  const startWith = async (handle: (right: (request: IncomingMessage, body: Buffer) => Promise<number>) => Handle) => {
    const coexistence = createCoexistence(trusting);
    const webhook = handle((request, body) => answer(coexistence, request, body));
    const app: Express = express();
    app.get("/webhook", expressMount(coexistence));
    app.post("/webhook", async (request, response) => {
      const bytes = await buffer(request).catch(() => undefined);
      if (bytes !== undefined) await webhook(request, response, bytes);
    });
    return start(app as RequestListener, coexistence);
  };
  const end = (response: ServerResponse, status: number) => void response.writeHead(status).end();
  const isGenuine = (status: number) => status === 200;

  const ways: [string, SimulationCheckName[], SimulationCheckName, RegExp, () => Promise<RunningReceiver>][] = [
    [
      "parses the body before it verifies",
      ["accepted"],
      "accepted",
      /something parsed it before/,
      async () => {
        const coexistence = createCoexistence(trusting);
        const app = express();
        app.use(express.json({ limit: "4mb" }));
        app.all("/webhook", expressMount(coexistence));
        return start(app as RequestListener, coexistence);
      },
    ],
    [
      "answers 500 to account_update",
      ["accepted", "account"],
      "account",
      /Answer 200 to every field/,
      () =>
        startWith((right) => async (request, response, bytes) => {
          const status = await right(request, bytes);
          end(response, isGenuine(status) && bytes.includes('"account_update"') ? 500 : status);
        }),
    ],
    [
      "checks no signature",
      ["unsigned", "forged"],
      "forged",
      /^Verify the signature/,
      () => startWith(() => (_, response) => end(response, 200)),
    ],
    [
      "takes any verify token",
      ["challenge_forged"],
      "challenge_forged",
      /hub\.verify_token/,
      async () => {
        const coexistence = createCoexistence(trusting);
        const app = express();
        app.get(
          "/webhook",
          (request, response) => void response.type("text").send(String(request.query["hub.challenge"])),
        );
        app.post("/webhook", expressMount(coexistence));
        return start(app as RequestListener, coexistence);
      },
    ],
    [
      "takes no more than 1 MB",
      ["accepted", "large"],
      "large",
      /4 MB/,
      () =>
        startWith((right) => async (request, response, bytes) => {
          end(response, bytes.length > 1_000_000 ? 413 : await right(request, bytes));
        }),
    ],
    [
      "breaks the connection where a webhook is large",
      ["accepted", "large"],
      "large",
      /4 MB/,
      () =>
        startWith((right) => async (request, response, bytes) => {
          if (bytes.length > 1_000_000) request.socket.destroy();
          else end(response, await right(request, bytes));
        }),
    ],
    [
      "refuses what it has already",
      ["accepted", "first_try", "repeated"],
      "repeated",
      /Answer 200 to what is there already/,
      () => {
        const seen = new Set<string>();
        return startWith((right) => async (request, response, bytes) => {
          const status = await right(request, bytes);
          end(response, isGenuine(status) && seen.has(bytes.toString()) ? 409 : status);
          if (isGenuine(status)) seen.add(bytes.toString());
        });
      },
    ],
    [
      "answers 202",
      ["accepted"],
      "accepted",
      /^Answer 200\.$/,
      () =>
        startWith((right) => async (request, response, bytes) => {
          const status = await right(request, bytes);
          end(response, isGenuine(status) ? 202 : status);
        }),
    ],
    [
      "answers 200 and breaks the connection before the answer is complete",
      ["accepted"],
      "accepted",
      /proxy/,
      () =>
        startWith((right) => async (request, response, bytes) => {
          const status = await right(request, bytes);
          if (!isGenuine(status)) return end(response, status);
          response.writeHead(200, { "content-length": 100 });
          response.write("beginning", () => response.destroy());
        }),
    ],
  ];

  it.each(ways)("%s, fails for that", async (_, failed, check, fix, startIt) => {
    const { url } = await startIt();
    const report = await simulate(url, quick);
    expect(failedIn(report)).toEqual(failed);
    expect(report.passed).toBe(false);
    expect(checkOf(report, check).fix).toMatch(fix);
  });

  it("sends its answers elsewhere, is told that senders do not follow", async () => {
    const { url } = await startWith(() => (_, response) => void response.writeHead(308, { location: "/other" }).end());
    expect(checkOf(await simulate(url, quick), "accepted").reason).toContain("redirect");
  });

  it("is slow, is told so, and passes", async () => {
    const { url } = await startWith((right) => async (request, response, bytes) => {
      const status = await right(request, bytes);
      await pause(300);
      end(response, status);
    });
    const report = await simulate(url, { ...quick, concurrency: 64, scenario: { seed: 7, history: 100 } });
    expect(report.passed).toBe(true);
    expect(checkOf(report, "fast")).toMatchObject({ verdict: "slow", fix: expect.stringContaining("as soon as") });
  });

  it("answers too late the first time, fails for that", async () => {
    const seen = new Set<string>();
    const { url } = await startWith((right) => async (request, response, bytes) => {
      const status = await right(request, bytes);
      const isLate = isGenuine(status) && bytes.length < 1_000_000 && !seen.has(bytes.toString());
      seen.add(bytes.toString());
      if (isLate) await pause(1_200);
      end(response, status);
    });
    const scenario = { seed: 7, history: 20, afterwards: [{ do: "echo" }] } as const;
    // The time is long enough for all that is not late on purpose, also on a busy machine.
    const report = await simulate(url, { ...quick, scenario, chaos: 0, timeout: 1_000 });
    expect(failedIn(report)).toEqual(["first_try", "fast"]);
    expect(checkOf(report, "first_try").reason).toContain("no complete answer in time");
  });

  it("fails now and then, is told how often, and passes", async () => {
    let webhooks = 0;
    const { url } = await startWith((right) => async (request, response, bytes) => {
      const status = await right(request, bytes);
      webhooks += 1;
      end(response, isGenuine(status) && webhooks % 40 === 0 ? 503 : status);
    });
    const report = await simulate(url, quick);
    expect(report.passed).toBe(true);
    expect(checkOf(report, "first_try")).toMatchObject({ verdict: "slow", reason: expect.stringContaining("503 (") });
  });

  it("dies in the midst of it, is not waited for", async () => {
    let webhooks = 0;
    const receiver = await startWith((right) => async (request, response, bytes) => {
      const status = await right(request, bytes);
      webhooks += 1;
      if (webhooks > 30) request.socket.destroy();
      else end(response, status);
    });
    const report = await simulate(receiver.url, { ...quick, scenario: { seed: 7, history: 100_000 } });
    expect(failedIn(report)).toContain("accepted");
    expect(checkOf(report, "accepted").reason).toMatch(/were given up, about .* The simulation ended there\./);
    expect(report.figures.webhooks).toBeLessThan(1_000);
  });

  it("is not there, is told at once", async () => {
    const report = await simulate(`http://127.0.0.1:${await freePort()}/webhook`, quick);
    expect(failedIn(report)).toEqual(["address"]);
    expect(checkOf(report, "address")).toMatchObject({
      reason: expect.stringContaining("refused"),
      fix: /* */ expect.stringContaining("Start the receiver"),
    });
    expect(report.figures).toMatchObject({ webhooks: 0, attempts: 0 });
  });

  it("can be reached over plain http by others, gets nothing", async () => {
    const told: unknown[] = [];
    const report = await simulate("http://receiver.example/webhook", {
      ...quick,
      onProgress: (progress) => void told.push(progress),
    });
    expect(failedIn(report)).toEqual(["address"]);
    expect(told).toEqual([]);
  });
});

describe("a simulation", () => {
  it("tells how it goes on, from the beginning to the end", async () => {
    const { url } = await startRight();
    const told: string[] = [];
    const { figures } = await simulate(url, {
      ...quick,
      onProgress: ({ numbers: [number] }) => {
        if (number === undefined) return;
        const { doing, webhooks, accepted, dropped, history } = number;
        expect(accepted + dropped).toBeLessThanOrEqual(webhooks);
        told.push(`${doing} ${history}`);
      },
    });
    expect(told[0]).toBe("beginning 0");
    expect(told.at(-1)).toBe("done 100");
    expect(figures.dropped).toBe(0);
  });

  it("does not tell of a history without a single message", async () => {
    const { url } = await startRight();
    const told = new Set<number | undefined>();
    await simulate(url, {
      ...{ ...quick, scenario: { seed: 7, history: 0 } },
      onProgress: ({ numbers }) => void told.add(numbers[0]?.history),
    });
    expect([...told]).toEqual([undefined]);
  });

  it("names no number of webhooks that changes after all were handed over", async () => {
    const { url } = await startRight();
    const totals = new Set<number>();
    await simulate(url, {
      ...quick,
      onProgress: ({ numbers: [number] }) => {
        if (number?.doing === "retrying" || number?.doing === "done") totals.add(number.webhooks);
      },
    });
    expect(totals.size).toBe(1);
  });

  it("ends where its caller says so", async () => {
    const { url } = await startRight();
    const controller = new AbortController();
    const onProgress = ({ numbers }: { numbers: readonly { accepted: number }[] }) => {
      if (numbers.some(({ accepted }) => accepted > 10)) controller.abort();
    };
    const running = simulate(url, {
      ...quick,
      scenario: { history: 1_000_000 },
      signal: controller.signal,
      onProgress,
    });
    await expect(running).rejects.toMatchObject({ code: "aborted" });
    await expect(simulate(url, { ...quick, signal: controller.signal })).rejects.toMatchObject({ code: "aborted" });
  });

  it("ends with what its caller throws while being told", async () => {
    const { url } = await startRight();
    const broken = new Error("The caller's.");
    const onProgress = () => {
      throw broken;
    };
    await expect(simulate(url, { ...quick, scenario: { history: 1_000_000 }, onProgress })).rejects.toBe(broken);
  });

  it("prints no warning of the runtime, with many webhooks under way", async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => void warnings.push(message);
    process.on("warning", note);
    const { url } = await start(
      (request, response) => void request.resume().on("end", () => response.writeHead(503).end()),
    );
    await simulate(url, { ...quick, concurrency: 40 });
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it("holds no secret in its report", async () => {
    const { url } = await start((request, response) => void request.resume().on("end", () => response.end(appSecret)));
    const report = JSON.stringify(await simulate(`${url}?key=private`, quick));
    for (const secret of [appSecret, verifyToken, "private"]) expect(report).not.toContain(secret);
  });
});
