import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { body, json, refuse, resetAfterReading } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf, impatient } from "../calls.ts";

// Every pause is recorded, in milliseconds, and over at once.
const waits = vi.hoisted((): number[] => []);
vi.mock("../../../../src/client/transport/wait.ts", async (original) => ({
  ...(await original<object>()),
  pause: async (milliseconds: number) => void waits.push(milliseconds),
}));

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  waits.length = 0;
});

const done = json({ id: "1" });
const patient = { longestWait: 10_000 };
const random = (value: number): void => void vi.spyOn(Math, "random").mockReturnValue(value);

describe("a call that may be repeated", () => {
  it.each([
    ["a limit", refuse(80007)],
    ["a failure that passes", refuse(2, { status: 503 })],
    ["a failure of something in between", body("Bad gateway", { status: 502 })],
    ["a broken connection", resetAfterReading],
  ])("succeeds after %s", async (_, failure) => {
    server.reply(failure, failure, done);
    expect(await callTo(server.url, "idempotent")).toEqual({ id: "1" });
    expect(server.requests).toHaveLength(3);
  });

  it("sends the same each time", async () => {
    server.reply(refuse(80007), refuse(80007), done);
    await callTo(server.url, "idempotent", {}, {}, { method: "POST", json: { do: "it" }, query: { a: "b c" } });
    const [first, ...others] = server.requests;
    expect(first).toMatchObject({ method: "POST", path: "/7/things", query: { a: "b c" }, body: '{"do":"it"}' });
    expect(others).toEqual([first, first]);
  });

  it.each([1, 2, 5])("is sent %i times at most", async (maxAttempts) => {
    server.reply(refuse(80007));
    const error = await failureOf(callTo(server.url, "idempotent", { maxAttempts }));
    expect(error).toMatchObject({ name: "RateLimitedError", attempts: maxAttempts });
    expect(server.requests).toHaveLength(maxAttempts);
  });

  it("ends with its last failure", async () => {
    server.reply(resetAfterReading, refuse(80007), refuse(190, { status: 401 }));
    const error = await failureOf(callTo(server.url, "idempotent"));
    expect(error).toMatchObject({ name: "TokenExpiredError", status: 401, attempts: 3 });
  });

  it("is not repeated when it succeeds", async () => {
    server.reply(done);
    await callTo(server.url, "idempotent");
    expect(server.requests).toHaveLength(1);
  });
});

describe("a call whose work may not be done twice", () => {
  it("is repeated after a limit, because nothing was done", async () => {
    server.reply(refuse(80007), refuse(4), done);
    expect(await callTo(server.url, "unsafe")).toEqual({ id: "1" });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ["a failure that passes", refuse(2, { status: 503 }), "OutcomeUnknownError", "server_error"],
    ["a failure of something in between", body("", { status: 502 }), "OutcomeUnknownError", "server_error"],
    ["a broken connection", resetAfterReading, "OutcomeUnknownError", "connection_lost"],
    ["a success that cannot be read", body("?"), "OutcomeUnknownError", "unreadable_answer"],
    ["a limit of something in between", body("", { status: 429 }), "RateLimitedError", undefined],
  ])("is not repeated after %s", async (_, failure, name, reason) => {
    server.reply(failure, done);
    expect(await failureOf(callTo(server.url, "unsafe"))).toMatchObject({
      name,
      ...(reason && { reason }),
      attempts: 1,
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe("the wait between two attempts", () => {
  it("grows, and a random part of it is left out", async () => {
    server.reply(refuse(80007));
    random(0);
    await failureOf(callTo(server.url, "idempotent", { ...patient, maxAttempts: 7 }));
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 4000]);
    random(1);
    waits.length = 0;
    await failureOf(callTo(server.url, "idempotent", { ...patient, maxAttempts: 7 }));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  });

  it("is never longer than the longest", async () => {
    server.reply(refuse(80007));
    random(1);
    const error = await failureOf(callTo(server.url, "idempotent", { longestWait: 700, maxAttempts: 4 }));
    expect(waits).toEqual([500, 700, 700]);
    expect(error.attempts).toBe(4);
  });

  it.each([
    ["seconds", () => ({ "retry-after": "3" }), 3000],
    ["a date", () => ({ "retry-after": new Date(Date.now() + 3000).toUTCString() }), 3000],
    ["minutes until a limit of Meta's is open again", () => usage({ estimated_time_to_regain_access: 1 }), 60_000],
    ["none", () => ({ "retry-after": "0" }), 0],
  ])("follows the provider where it says so in %s", async (_, headersNow, expected) => {
    vi.spyOn(Date, "now").mockReturnValue(1_795_000_000_000);
    random(0.5);
    server.reply(refuse(80007, { headers: headersNow() }), done);
    await callTo(server.url, "idempotent", { longestWait: 100_000 }, { timeout: 200_000 });
    expect(waits).toEqual([expected + 250]);
  });

  it("is the longer one of two that the provider names", async () => {
    random(0);
    server.reply(
      refuse(80007, { headers: { ...usage({ estimated_time_to_regain_access: 1 }), "retry-after": "3" } }),
      done,
    );
    await callTo(server.url, "idempotent", { longestWait: 100_000 }, { timeout: 200_000 });
    expect(waits).toEqual([60_000]);
  });

  it("is as long as the longest where the provider asks for exactly that", async () => {
    random(1);
    server.reply(refuse(80007, { headers: { "retry-after": "3" } }), done);
    expect(await callTo(server.url, "idempotent", { longestWait: 3000 })).toEqual({ id: "1" });
    expect(waits).toEqual([3000]);
  });

  it("follows a failure that passes as well", async () => {
    random(0);
    server.reply(body("", { status: 503, headers: { "retry-after": "2" } }), done);
    await callTo(server.url, "idempotent", patient);
    expect(waits).toEqual([2000]);
  });
});

describe("a wait that is longer than the longest", () => {
  it.each([
    ["in seconds", { "retry-after": "3600" }, 3600],
    ["in minutes", { "x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":90}]}' }, 5400],
    ["without end", { "retry-after": "9".repeat(400) }, 2_592_000],
  ])("%s ends the call at once and says how long it is", async (_, headers, retryAfter) => {
    server.reply(refuse(80007, { headers }), done);
    const error = await failureOf(callTo(server.url, "idempotent", { longestWait: 10_000 }));
    expect(error).toMatchObject({ name: "RateLimitedError", retryAfter, attempts: 1 });
    expect(waits).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a wait that the time of the call does not allow", () => {
  it("ends the call at once with what it was answered", async () => {
    server.reply(refuse(80007, { headers: { "retry-after": "5" } }), done);
    const error = await failureOf(callTo(server.url, "idempotent", patient, { timeout: 4000 }));
    expect(error).toMatchObject({ name: "RateLimitedError", retryAfter: 5, attempts: 1 });
  });
});

describe("a refusal that no wait changes", () => {
  it("carries none", async () => {
    server.reply(refuse(100, { headers: { "retry-after": "5" } }));
    expect(await failureOf(callTo(server.url, "idempotent", impatient))).not.toHaveProperty("retryAfter");
  });
});

function usage(limit: object): Record<string, string> {
  const open = { type: "messages", call_count: 5, estimated_time_to_regain_access: 0 };
  return { "x-business-use-case-usage": JSON.stringify({ "500000000000005": [open, { ...open, ...limit }] }) };
}
