import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { buffer } from "node:stream/consumers";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { type ProbeReport, type ProbeResult, probeNumber, probeWebhook } from "../../src/probe/index.ts";
import {
  body,
  neverAnswer,
  type Reply,
  redirect,
  resetAfterReading,
  resetBeforeReading,
  stallingBody,
} from "../servers/replies.ts";
import { type Script, type ScriptedServer, startServer } from "../servers/scripted-server.ts";
import { expressAfterParser, expressAfterTextParser } from "./mounts/express.ts";
import { mounts, type RunningReceiver } from "./mounts/index.ts";
import { closeServer, listen } from "./mounts/running-receiver.ts";
import { appSecret, options, verifyToken } from "./sender.ts";

const credentials = { appSecret, verifyToken };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
const keep = <Server extends { close(): Promise<void> }>(server: Server): Server => {
  open.push(server);
  return server;
};
const scripted = async (reply: Reply | Script): Promise<ScriptedServer> =>
  keep(typeof reply === "function" ? await startServer(reply) : await startServer(reply));
const receive = async (listener: RequestListener): Promise<RunningReceiver> =>
  keep(await listen(createCoexistence(options), listener));

function resultOf({ probes }: ProbeReport, probe: ProbeResult["probe"]): ProbeResult {
  return probes.find((result) => result.probe === probe) ?? expect.fail(`There was no probe ${probe}.`);
}
const failedIn = ({ probes }: ProbeReport): string[] =>
  probes.filter(({ verdict }) => verdict === "failed").map(({ probe }) => probe);

describe.each(mounts)("$name", ({ start }) => {
  it("is ready, and takes the largest history", async () => {
    const receiver = keep(await start(options));
    const events: string[] = [];
    receiver.coexistence.onAny(({ type, phoneNumberId }) => void events.push(`${type} ${phoneNumberId}`));
    const report = await probeWebhook(receiver.url, credentials);
    expect(failedIn(report)).toEqual([]);
    expect(report.ready).toBe(true);
    expect(report.probes.map(({ status }) => status)).toEqual([undefined, 200, 403, 200, 401, 401, 200, 200]);
    const { phoneNumberId } = probeNumber;
    expect(events).toEqual([`echo ${phoneNumberId}`, `history ${phoneNumberId}`]);
  });
});

describe("a receiver behind a parser", () => {
  it.each(expressAfterParser)("$name, is not ready: the bytes are gone, and 3 MB are too many", async ({ start }) => {
    const receiver = keep(await start(options));
    const report = await probeWebhook(receiver.url, credentials);
    expect(failedIn(report)).toEqual(["signed", "forged", "large_history"]);
    expect(resultOf(report, "signed")).toMatchObject({ status: 503, fix: expect.stringContaining("parsed") });
    expect(resultOf(report, "large_history")).toMatchObject({ status: 413, fix: expect.stringContaining("100 kB") });
    expect(resultOf(report, "repeated").verdict).toBe("left_out");
  });

  it.each(expressAfterTextParser)("$name, is not ready either", async ({ start }) => {
    const receiver = keep(await start(options));
    expect((await probeWebhook(receiver.url, { ...credentials, historyBytes: 50_000 })).ready).toBe(false);
  });

  it("that keeps the bytes and its limit of 100 kB fails with the large history alone", async () => {
    const coexistence = createCoexistence(options);
    const app = express();
    const keepBytes = (request: object, _: unknown, rawBody: Buffer): void => void Object.assign(request, { rawBody });
    app.use(express.json({ verify: keepBytes }));
    app.all("/webhook", nodeMount(coexistence));
    const { url } = keep(await listen(coexistence, app as RequestListener));
    const report = await probeWebhook(url, credentials);
    expect(failedIn(report)).toEqual(["large_history"]);
    expect(resultOf(report, "large_history")).toMatchObject({ status: 413, fix: expect.stringContaining("100 kB") });
  });
});

it("reaches a receiver behind express.json() as JSON, though the URL's headers name the type as well", async () => {
  const authorization = "Bearer of the test of a number's URL";
  const webhookHeaders = { "Content-Type": "application/json", Authorization: authorization };
  const coexistence = createCoexistence(options);
  const app = express();
  const parsed: string[] = [];
  app.post("/webhook", express.json({ limit: "4mb" }), (request, response) => {
    if (request.get("authorization") !== authorization) return void response.status(401).end();
    parsed.push((request.body as { object: string }).object);
    response.status(200).end();
  });
  const { url } = keep(await listen(coexistence, app as RequestListener));
  expect(failedIn(await probeWebhook(url, { webhookHeaders, historyBytes: 50_000 }))).toEqual([]);
  expect(parsed).toEqual(Array.from({ length: 3 }, () => "whatsapp_business_account"));
});

describe("what is sent", () => {
  it("goes one after another, from the challenge to the repetition, and says how long it is", async () => {
    let atOnce = 0;
    let most = 0;
    const sent: string[] = [];
    const { url } = await receive(async (request, response) => {
      most = Math.max(most, ++atOnce);
      const bytes = await buffer(request);
      sent.push(`${request.method} ${request.headers["content-length"] ?? "-"}`);
      expect(bytes.length).toBe(Number(request.headers["content-length"] ?? 0));
      atOnce -= 1;
      response.end();
    });
    await probeWebhook(url, { ...credentials, historyBytes: 30_000 });
    expect(most).toBe(1);
    expect(sent.map((line) => line.split(" ")[0])).toEqual(["GET", "GET", "POST", "POST", "POST", "POST", "POST"]);
    expect(sent[5]).toBe("POST 30000");
    expect(sent[6]).toBe(sent[2]);
  });
});

describe("a receiver that", () => {
  const historyBytes = 50_000;
  const all = ["challenge", "challenge_forged", "signed", "unsigned", "forged", "large_history"];
  /** Verifies as it should, and then answers with this status. */
  const verifying = async (status: (seen: number) => number): Promise<string> => {
    const coexistence = createCoexistence(options);
    const webhook = nodeMount(coexistence);
    const seen = new Map<string, number>();
    const { url } = await receive(async (request, response) => {
      if (request.method !== "POST") return void webhook(request, response);
      const bytes = await buffer(request);
      const answer = await coexistence.fetch(
        new Request("http://127.0.0.1/webhook", {
          method: "POST",
          body: bytes,
          headers: { "x-hub-signature-256": String(request.headers["x-hub-signature-256"] ?? "") },
        }),
      );
      const key = bytes.toString();
      seen.set(key, (seen.get(key) ?? 0) + 1);
      response.writeHead(answer.status === 200 ? status(seen.get(key) ?? 0) : answer.status).end();
    });
    return url;
  };

  it("answers 200 to everything is open to everyone", async () => {
    const { url } = await scripted(body("ok"));
    const report = await probeWebhook(url, { ...credentials, historyBytes });
    expect(failedIn(report)).toEqual(["challenge", "challenge_forged", "unsigned", "forged"]);
    expect(resultOf(report, "forged").reason).toContain("everyone");
  });

  it("answers every challenge lets everyone verify its address", async () => {
    const { url } = await scripted(({ query }) => body(query["hub.challenge"] ?? "", { status: 200 }));
    const report = await probeWebhook(url, { ...credentials, historyBytes });
    expect(resultOf(report, "challenge").verdict).toBe("passed");
    expect(resultOf(report, "challenge_forged")).toMatchObject({ verdict: "failed", status: 200 });
  });

  it.each([201, 202, 204])("answers %i is not ready: it would get everything again", async (status) => {
    const report = await probeWebhook(await verifying(() => status), { ...credentials, historyBytes });
    expect(failedIn(report)).toEqual(["signed", "large_history"]);
    expect(resultOf(report, "signed")).toMatchObject({ status, fix: "Answer 200." });
  });

  it("refuses repetitions is not ready", async () => {
    const url = await verifying((seen) => (seen === 1 ? 200 : 409));
    const report = await probeWebhook(url, { ...credentials, historyBytes });
    expect(failedIn(report)).toEqual(["repeated"]);
    expect(resultOf(report, "repeated")).toMatchObject({ status: 409, reason: expect.stringContaining("came again") });
  });

  it("redirects is not followed", async () => {
    const target = await scripted(body("ok"));
    const { url } = await scripted(redirect(`${target.url}/webhook`, 308));
    const report = await probeWebhook(url, { ...credentials, historyBytes });
    expect(failedIn(report)).toEqual(all);
    expect(resultOf(report, "signed")).toMatchObject({ status: 308, reason: expect.stringContaining("redirect") });
    expect(target.requests).toEqual([]);
  });

  it.each([neverAnswer, stallingBody("")])("answers with $name fails when the time is over", async (reply) => {
    const { url } = await scripted(reply);
    const report = await probeWebhook(url, { ...credentials, historyBytes, timeout: 150 });
    expect(failedIn(report)).toEqual(all);
    expect(resultOf(report, "signed").reason).toContain("150 ms");
  });

  it.each([resetBeforeReading, resetAfterReading])("answers with $name fails", async (reply) => {
    const { url } = await scripted(reply);
    const report = await probeWebhook(url, { ...credentials, historyBytes });
    expect(failedIn(report)).toEqual(all);
    expect(resultOf(report, "signed").reason).toContain("connection broke");
  });

  it("ends the connection of a body that is too large for it has a body limit", async () => {
    const { url } = await scripted(({ headers }) =>
      Number(headers["content-length"]) > 1_000_000 ? resetBeforeReading : body("", { status: 200 }),
    );
    const report = await probeWebhook(url, credentials);
    expect(resultOf(report, "large_history")).toMatchObject({
      verdict: "failed",
      fix: expect.stringContaining("100 kB"),
    });
  });

  it("speaks something else than HTTP fails", async () => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined).resume();
      socket.end("SSH-2.0-OpenSSH_9.6\r\n");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    keep({ close: () => closeServer(server) });
    const { port } = server.address() as AddressInfo;
    expect((await probeWebhook(`http://127.0.0.1:${port}`, { ...credentials, historyBytes })).ready).toBe(false);
  });

  it("has no certificate is told that no secure connection could be made", async () => {
    const { port } = new URL((await scripted(body("ok"))).url);
    const report = await probeWebhook(`https://127.0.0.1:${port}/`, { ...credentials, historyBytes });
    expect(failedIn(report)).toEqual(["challenge"]);
    expect(resultOf(report, "challenge").reason).toContain("No secure connection");
  });
});

describe("an address", () => {
  it("where nobody listens is a result, and tried once", async () => {
    const server = await startServer();
    await server.close();
    const report = await probeWebhook(server.url, credentials);
    expect(report.ready).toBe(false);
    expect(failedIn(report)).toEqual(["challenge"]);
    expect(resultOf(report, "challenge").reason).toContain("Nothing listens");
    expect(resultOf(report, "signed").verdict).toBe("left_out");
  });

  it("of IPv6 is one as well", async ({ skip }) => {
    const coexistence = createCoexistence(options);
    const server = createServer(nodeMount(coexistence));
    server.listen(0, "::1");
    const isListening = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isListening) skip("This machine has no IPv6 loopback.");
    keep({ close: () => closeServer(server) });
    const { port } = server.address() as AddressInfo;
    const report = await probeWebhook(`http://[::1]:${port}/webhook`, { ...credentials, historyBytes: 50_000 });
    expect(report.ready).toBe(true);
  });
});

it("a large history that is under way ends with the caller's signal", async () => {
  const caller = new AbortController();
  const { url } = await receive((request, response) => {
    if (Number(request.headers["content-length"]) < 1_000_000)
      return void request.resume().on("end", () => response.end());
    request.once("data", () => caller.abort());
  });
  const probing = probeWebhook(url, { appSecret, signal: caller.signal });
  await expect(probing).rejects.toMatchObject({ code: "aborted" });
});
