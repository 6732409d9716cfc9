import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOfCodeExchange, refusalOfMeta } from "../../../../src/client/classify/meta.ts";
import { body, json, type Reply, refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf, metaClient, numberId } from "../calls.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function outcomeOf(reply: Reply, safety: "idempotent" | "unsafe" | "once"): Promise<unknown[]> {
  server.reply(reply);
  const { name, attempts } = await failureOf(callTo(server.url, safety));
  return [name, attempts];
}

describe("a code that is not documented", () => {
  it.each([400, 401, 403, 404, 409, 422, 429])(
    "with status %i is a refusal that no repetition changes",
    async (status) => {
      expect(await outcomeOf(refuse(987654, { status }), "idempotent")).toEqual(["InvalidRequestError", 1]);
      expect(await outcomeOf(refuse(987654, { status }), "unsafe")).toEqual(["InvalidRequestError", 1]);
      expect(await outcomeOf(refuse(987654, { status }), "once")).toEqual(["InvalidRequestError", 1]);
    },
  );

  it.each([500, 502, 503, 504])("with status %i is a failure that passes", async (status) => {
    expect(await outcomeOf(refuse(987654, { status }), "idempotent")).toEqual(["TemporaryFailureError", 3]);
    expect(await outcomeOf(refuse(987654, { status }), "unsafe")).toEqual(["OutcomeUnknownError", 1]);
    expect(await outcomeOf(refuse(987654, { status }), "once")).toEqual(["OutcomeUnknownError", 1]);
  });

  it("from 200 to 299 means a permission that is missing, and no success", async () => {
    for (let code = 200; code <= 299; code++) {
      expect(refusalOfMeta(403, { error: { code } })).toMatchObject({ meaning: "permission", isClean: true });
    }
    expect(refusalOfMeta(400, { error: { code: 199 } })).toMatchObject({ meaning: "input" });
    expect(refusalOfMeta(400, { error: { code: 300 } })).toMatchObject({ meaning: "input" });
  });

  it("is not looked up among the members that every object has", () => {
    expect(refusalOfMeta(400, { error: { code: "constructor" } })).toMatchObject({ meaning: "input", isClean: false });
  });
});

describe("a code in quotes", () => {
  it.each([
    ["4", "RateLimitedError", 3],
    ["190", "TokenExpiredError", 1],
    ["2593107", "SyncAlreadyRequestedError", 1],
  ])("%s is read as the number it says", async (code, name, attempts) => {
    expect(await outcomeOf(refuse(code), "idempotent")).toEqual([name, attempts]);
  });

  it.each(["", " 4", "4.0", "0x4", "four", "1e3", "123456789"])("%j is none", (code) => {
    expect(refusalOfMeta(400, { error: { code } })).not.toHaveProperty("providerCode");
  });
});

describe("a success with an error in it", () => {
  it("is a refusal", async () => {
    expect(await outcomeOf(refuse(190, { status: 200 }), "idempotent")).toEqual(["TokenExpiredError", 1]);
  });
});

describe("what is known of a refusal", () => {
  it("is its status, codes and trace, and none of its texts", async () => {
    server.reply(refuse(190, { status: 401, error_subcode: 463, message: "Session of Anna Example has expired" }));
    const error = await failureOf(callTo(server.url, "idempotent"));
    expect(error).toMatchObject({
      name: "TokenExpiredError",
      code: "token_expired",
      provider: "meta",
      method: "GET",
      path: "/{thingId}/things",
      status: 401,
      providerCode: 190,
      error_subcode: 463,
      fbtrace_id: "AinventedTrace0123456789",
      attempts: 1,
    });
    expect(error.message).toBe(
      "GET /{thingId}/things was refused: the access token expired or was revoked (status 401, code 190, subcode 463).",
    );
  });

  it.each([
    "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "f0e1d2c3b4a5968778695a4b3c2d1e0f",
    "15550001111",
    `EAA${"G".repeat(120)}`,
    "a trace with spaces",
    "short",
    7,
    { id: "Aabcdefghijk" },
  ])("is no trace where %j stands in its place", async (fbtrace_id) => {
    server.reply(refuse(100, { fbtrace_id }));
    expect(await failureOf(callTo(server.url, "idempotent"))).not.toHaveProperty("fbtrace_id");
  });

  it.each([1.5, 1e8, -1e8, "15550001111", null, [190], { code: 190 }, true])("is no code where it is %j", (code) => {
    expect(refusalOfMeta(400, { error: { code } })).toMatchObject({ meaning: "input", isClean: false });
  });
});

const unreadable: readonly (readonly [string, (status: number) => Reply])[] = [
  ["HTML", (status) => body("<html><h1>Sorry</h1></html>", { status, headers: { "content-type": "text/html" } })],
  ["nothing", (status) => body("", { status })],
  ["bytes that are no text", (status) => body(new Uint8Array([0xff, 0xfe, 0x00, 0x80]), { status })],
  ["half of a JSON", (status) => body('{"error":{"code":4', { status })],
  ["null", (status) => json(null, { status })],
  ["a list", (status) => json([{ error: { code: 4 } }], { status })],
  ["a text", (status) => json("error", { status })],
  ["a number", (status) => json(4, { status })],
  ["an object of another kind", (status) => json({ detail: "no" }, { status })],
  ["an error that is a text", (status) => json({ error: "no" }, { status })],
  ["an error that is null", (status) => json({ error: null }, { status })],
  ["an error without a code", (status) => json({ error: { message: "no" } }, { status })],
  ["a deep nest", (status) => body(`${"[".repeat(20_000)}${"]".repeat(20_000)}`, { status })],
];

/** By status: what a call that may be repeated ends with, and one that may not. */
const byStatus: readonly (readonly [number, string, number, string])[] = [
  [200, "UnexpectedAnswerError", 1, "OutcomeUnknownError"],
  [201, "UnexpectedAnswerError", 1, "OutcomeUnknownError"],
  [299, "UnexpectedAnswerError", 1, "OutcomeUnknownError"],
  [400, "InvalidRequestError", 1, "InvalidRequestError"],
  [401, "TokenExpiredError", 1, "TokenExpiredError"],
  [403, "PermissionDeniedError", 1, "PermissionDeniedError"],
  [404, "InvalidRequestError", 1, "InvalidRequestError"],
  [408, "TemporaryFailureError", 3, "OutcomeUnknownError"],
  [413, "InvalidRequestError", 1, "InvalidRequestError"],
  [421, "InvalidRequestError", 1, "InvalidRequestError"],
  [429, "RateLimitedError", 3, "RateLimitedError"],
  [451, "InvalidRequestError", 1, "InvalidRequestError"],
  [500, "TemporaryFailureError", 3, "OutcomeUnknownError"],
  [502, "TemporaryFailureError", 3, "OutcomeUnknownError"],
  [503, "TemporaryFailureError", 3, "OutcomeUnknownError"],
  [504, "TemporaryFailureError", 3, "OutcomeUnknownError"],
  [599, "TemporaryFailureError", 3, "OutcomeUnknownError"],
];

describe.each(unreadable)("an answer that is %s", (_, replyWith) => {
  it.each(byStatus)("and has status %i is judged by that", async (status, name, attempts, unsafeName) => {
    expect(await outcomeOf(replyWith(status), "idempotent")).toEqual([name, attempts]);
    expect(await outcomeOf(replyWith(status), "unsafe")).toEqual([unsafeName, 1]);
  });

  it.each(byStatus)("and has status %i says nothing about a call that can be made once", async (status) => {
    const before = server.requests.length;
    expect(await outcomeOf(replyWith(status), "once")).toEqual(["OutcomeUnknownError", 1]);
    expect(server.requests.length - before).toBe(1);
  });
});

describe("a synchronization that is refused", () => {
  const refusal = async (reply: Reply): Promise<Record<string, unknown>> => {
    server.reply(reply);
    return failureOf(metaClient(server.url).requestSync(numberId, "contacts"));
  };

  it("with code 4 was asked for before, whatever the sender calls it", async () => {
    expect(await refusal(refuse(4))).toMatchObject({ name: "SyncAlreadyRequestedError", providerCode: 4 });
  });

  it.each([
    [2593107, "SyncAlreadyRequestedError"],
    [2593108, "SyncWindowClosedError"],
    ["2593108", "SyncWindowClosedError"],
  ])("with %s as its subcode is taken for that", async (error_subcode, name) => {
    expect(await refusal(refuse(100, { error_subcode }))).toMatchObject({ name, providerCode: 100 });
    expect(await refusal(refuse(4, { error_subcode }))).toMatchObject({ name, providerCode: 4 });
  });

  it("with another subcode is judged by its code", async () => {
    expect(await refusal(refuse(100, { error_subcode: 33 }))).toMatchObject({ name: "InvalidRequestError" });
  });

  it("carries no wait, because waiting does not help", async () => {
    expect(await refusal(refuse(4, { headers: { "retry-after": "60" } }))).not.toHaveProperty("retryAfter");
  });
});

it("code 4 of another call that can be made once is a limit", async () => {
  expect(await outcomeOf(refuse(4), "once")).toEqual(["RateLimitedError", 1]);
});

describe("a refusal of the exchange of a code", () => {
  it.each([
    [1, "the app's secret is wrong, or the request is malformed"],
    [100, "the code was used before, is older than 30 seconds, or belongs to another app"],
    [101, "the app's id or secret is wrong"],
  ])("with code %i says what it means there", (code, explanation) => {
    const refusal = refusalOfCodeExchange(400, { error: { code, message: "invented" } });
    expect(refusal).toMatchObject({ meaning: "input", isClean: true, explanation });
  });

  it("with code 1 and a failure of the server stays one", () => {
    expect(refusalOfCodeExchange(500, { error: { code: 1 } })).toMatchObject({ meaning: "temporary" });
  });

  it("with any other code means what it means elsewhere", () => {
    expect(refusalOfCodeExchange(400, { error: { code: 4 } })).toMatchObject({ meaning: "rate" });
    expect(refusalOfCodeExchange(200, { access_token: "invented" })).toBeUndefined();
  });
});
