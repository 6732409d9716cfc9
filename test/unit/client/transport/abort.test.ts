import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  drippingBody,
  json,
  neverAnswer,
  type Reply,
  refuse,
  resetAfterReading,
  stallingBody,
} from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf, metaClient, numberId } from "../calls.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const safeties = ["idempotent", "unsafe", "once"] as const;
const done = json({ id: "1" });

describe("a signal that has ended before the call", () => {
  it.each(safeties)("keeps a call that is %s from being sent", async (safety) => {
    const error = await failureOf(callTo(server.url, safety, {}, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: "AbortedError", code: "aborted", attempts: 0 });
    expect(server.requests).toEqual([]);
  });

  it("keeps its reason to itself", async () => {
    const signal = AbortSignal.abort(new Error("a reason of the caller's"));
    const error = await failureOf(callTo(server.url, "once", {}, { signal }));
    expect(error.cause).toBeUndefined();
    expect(error.message).toBe("POST /{thingId}/things was ended by its signal.");
  });
});

describe.each([
  ["silence", neverAnswer],
  ["a body that stops", stallingBody()],
  ["a body that drips", drippingBody()],
])("a signal that ends during %s", (_, reply) => {
  const abortOnArrival = async (safety: (typeof safeties)[number]): Promise<Record<string, unknown>> => {
    server.reply(reply);
    const controller = new AbortController();
    const failure = failureOf(callTo(server.url, safety, {}, { signal: controller.signal }));
    await server.received(1);
    controller.abort();
    return failure;
  };

  it("ends a call that may be made again", async () => {
    expect(await abortOnArrival("idempotent")).toMatchObject({ name: "AbortedError", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it.each(["unsafe", "once"] as const)("leaves open what became of a call that is %s", async (safety) => {
    const expected = { name: "OutcomeUnknownError", reason: "aborted", attempts: 1 };
    expect(await abortOnArrival(safety)).toMatchObject(expected);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a signal that ends while the answer is read", () => {
  it("ends the call", async () => {
    server.reply(stallingBody());
    const controller = new AbortController();
    const fetchThenAbort: typeof fetch = async (...input) => {
      const response = await fetch(...input);
      setImmediate(() => controller.abort());
      return response;
    };
    const options = { fetch: fetchThenAbort };
    const error = await failureOf(callTo(server.url, "once", options, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", reason: "aborted" });
  });
});

describe("a signal that ends during a wait", () => {
  it.each(["idempotent", "unsafe"] as const)("ends a call that is %s, with nothing left open", async (safety) => {
    server.reply(refuse(80007), done);
    const controller = new AbortController();
    // The wait is computed right before it begins.
    vi.spyOn(Math, "random").mockImplementation(() => {
      queueMicrotask(() => controller.abort());
      return 0;
    });
    const error = await failureOf(callTo(server.url, safety, { longestWait: 10_000 }, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortedError", attempts: 1, providerCode: 80007 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a signal of a synchronization", () => {
  it("ends it, and the error says what to do", async () => {
    server.reply(neverAnswer);
    const controller = new AbortController();
    const call = metaClient(server.url).requestSync(numberId, "history", { signal: controller.signal });
    const failure = failureOf(call);
    await server.received(1);
    controller.abort();
    expect(await failure).toMatchObject({ name: "OutcomeUnknownError", reason: "aborted" });
    expect((await failure).message).toContain("Wait for its webhooks.");
  });
});

describe("the caller's signal", () => {
  it.each<[string, Reply, "idempotent" | "once"]>([
    ["a success", done, "idempotent"],
    ["a refusal", refuse(100), "once"],
    ["repetitions", refuse(80007), "idempotent"],
    ["a broken connection", resetAfterReading, "once"],
    ["a time limit", neverAnswer, "idempotent"],
  ])("has no listener left after %s", async (_, reply, safety) => {
    server.reply(reply);
    const { signal } = new AbortController();
    await callTo(server.url, safety, { timeout: 100 }, { signal }).catch(() => undefined);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("has no listener left after it ended", async () => {
    server.reply(neverAnswer);
    const controller = new AbortController();
    const failure = failureOf(callTo(server.url, "idempotent", {}, { signal: controller.signal }));
    await server.received(1);
    expect(getEventListeners(controller.signal, "abort").length).toBeGreaterThan(0);
    controller.abort();
    await failure;
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("can be shared by many calls without a warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    server.reply(done);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 60 }, () => callTo(server.url, "idempotent", {}, { signal })));
    await new Promise(setImmediate);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });
});

describe("when memory is cleaned up meanwhile", () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;

  const whileCollecting = async <Result>(work: Promise<Result>): Promise<Result> => {
    const timer = setInterval(collectGarbage, 10);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  };

  it.each([neverAnswer, stallingBody()])("the time of a call ends it all the same, with $name", async (reply) => {
    server.reply(reply);
    const failure = failureOf(callTo(server.url, "idempotent", { timeout: 150 }));
    expect(await whileCollecting(failure)).toMatchObject({ name: "TimeoutError" });
  });

  it.each([neverAnswer, stallingBody()])(
    "a signal that only the call holds ends it all the same, with $name",
    async (reply) => {
      server.reply(reply);
      const failure = failureOf(callTo(server.url, "once", {}, { signal: AbortSignal.timeout(150) }));
      expect(await whileCollecting(failure)).toMatchObject({ name: "OutcomeUnknownError", reason: "aborted" });
    },
  );
});

describe("a signal that is none", () => {
  it.each([{}, "stop", 7, null, () => undefined, { aborted: false }])(
    "%j is refused before anything is sent",
    async (signal) => {
      const call = metaClient(server.url).requestSync(numberId, "history", { signal: signal as AbortSignal });
      expect(await failureOf(call)).toMatchObject({ name: "InvalidInputError", field: "signal" });
      expect(server.requests).toEqual([]);
    },
  );
});
