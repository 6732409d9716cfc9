import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withDeadline } from "../../../../src/runtime/deadline.ts";
import { drippingBody, json, neverAnswer, refuse, stallingBody } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf, metaClient, numberId } from "../calls.ts";

// A server for each test: what was sent at the last moment of one does not arrive in the next.
let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const done = json({ id: "1" });

describe.each([
  ["silence", neverAnswer],
  ["a body that stops", stallingBody()],
  ["a body that drips without end", drippingBody()],
  ["a refusal that drips without end", drippingBody({ status: 400 })],
])("%s", (_, reply) => {
  it("ends with the time of the call, where it may be repeated", async () => {
    server.reply(reply);
    const error = await failureOf(callTo(server.url, "idempotent", { timeout: 100 }));
    expect(error).toMatchObject({ name: "TimeoutError", code: "timeout", attempts: 1 });
    expect(error.message).toBe("GET /{thingId}/things was not done within 100 ms. Try again, or set a longer timeout.");
  });

  it.each(["unsafe", "once"] as const)("leaves open what became of a call that is %s", async (safety) => {
    server.reply(reply);
    const error = await failureOf(callTo(server.url, safety, { timeout: 100, attemptTimeout: 1 }));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", reason: "timeout", attempts: 1 });
    expect(server.requests.length).toBeLessThan(2);
  });

  it("ends with the time of an attempt, and is followed by another", async () => {
    server.reply(reply, done);
    const options = { attemptTimeout: 250, maxAttempts: 10 };
    expect(await callTo(server.url, "idempotent", options)).toEqual({ id: "1" });
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it("ends after the last attempt's time", async () => {
    server.reply(reply);
    const error = await failureOf(callTo(server.url, "idempotent", { attemptTimeout: 50, maxAttempts: 2 }));
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 2 });
  });
});

describe("the time of a call", () => {
  it("can be set for one call", async () => {
    server.reply(neverAnswer);
    const error = await failureOf(metaClient(server.url).phoneNumbers.get(numberId, { timeout: 60 }));
    expect(error).toMatchObject({ name: "TimeoutError" });
    expect(error.message).toContain("within 60 ms");
  });

  it("holds for all attempts together", async () => {
    server.reply(neverAnswer);
    const options = { timeout: 120, attemptTimeout: 50, maxAttempts: 1000 };
    const error = await failureOf(callTo(server.url, "idempotent", options));
    expect(error.name).toBe("TimeoutError");
    expect(error.attempts).toBeLessThan(4);
  });

  it("leaves the last answer to be seen", async () => {
    server.reply(refuse(80007), neverAnswer);
    const error = await failureOf(callTo(server.url, "idempotent", { timeout: 500 }));
    expect(error).toMatchObject({ name: "TimeoutError", providerCode: 80007, attempts: 2 });
  });

  it("does not show the answer of an attempt before the one that is open", async () => {
    server.reply(refuse(80007), neverAnswer);
    const error = await failureOf(callTo(server.url, "unsafe", { timeout: 500 }));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", reason: "timeout", attempts: 2 });
    expect(error).not.toHaveProperty("providerCode");
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "30", null])("is not %j", async (timeout) => {
    const error = await failureOf(callTo(server.url, "once", {}, { timeout: timeout as number }));
    expect(error).toMatchObject({ name: "InvalidInputError", field: "timeout" });
    expect(server.requests).toEqual([]);
  });
});

describe("work within a time limit", () => {
  it("is given a signal that ends when it is given up", async () => {
    let given: AbortSignal | undefined;
    const end = await withDeadline(1, undefined, (signal) => {
      given = signal;
      return new Promise(() => undefined);
    });
    expect(end).toBe("timeout");
    expect(given?.aborted).toBe(true);
  });

  it("may fail after it was given up", async () => {
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    expect(await withDeadline(1, undefined, () => work)).toBe("timeout");
    fail(new Error("too late"));
  });

  it("hands on what it throws before", async () => {
    await expect(withDeadline(1000, undefined, () => Promise.reject(new Error("at once")))).rejects.toThrow("at once");
  });

  it("is not begun where the signal has ended", async () => {
    const end = await withDeadline(1000, AbortSignal.abort(), () => Promise.reject(new Error("begun")));
    expect(end).toBe("aborted");
  });
});
