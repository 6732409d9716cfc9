import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOfDialog360, refusalOfDialog360Synchronization } from "../../../../src/client/classify/dialog360.ts";
import { Dialog360Client, Dialog360PartnerClient } from "../../../../src/client/index.ts";
import { body, json, type Reply, refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { failureOf, impatient } from "../calls.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const number = (): Dialog360Client =>
  new Dialog360Client({ apiKey: "an-invented-key-of-a-number", baseUrl: server.url, ...impatient });
const hub = (): Dialog360PartnerClient =>
  new Dialog360PartnerClient({
    partnerId: "AbCdEfPA",
    apiKey: "an-invented-key-of-a-partner",
    baseUrl: server.url,
    ...impatient,
  });

/** What a call that may be repeated, and the synchronization, end with. */
async function outcomesOf(reply: Reply): Promise<unknown> {
  server.reply(reply);
  const before = server.requests.length;
  const read = await failureOf(hub().channels.list());
  const sync = await failureOf(number().requestSync("history"));
  expect(server.requests.length - before).toBe(read.attempts + sync.attempts);
  return { read: [read.name, read.attempts], sync: [sync.name, sync.attempts] };
}

const hubAnswer = (http_code: unknown, error_data: unknown = { code: 1234, message: "invented" }): unknown => ({
  meta: { success: false, http_code, developer_message: "invented", details: [], error_data },
});

describe("Meta's errors passed through by 360dialog", () => {
  it.each([
    [190, 401, "TokenExpiredError", 1, "TokenExpiredError"],
    [80007, 400, "RateLimitedError", 3, "RateLimitedError"],
    [2, 503, "TemporaryFailureError", 3, "OutcomeUnknownError"],
    [3, 500, "PermissionDeniedError", 1, "PermissionDeniedError"],
    [368, 403, "PolicyViolationError", 1, "PolicyViolationError"],
    [100, 400, "InvalidRequestError", 1, "InvalidRequestError"],
    [2593107, 400, "SyncAlreadyRequestedError", 1, "SyncAlreadyRequestedError"],
    [2593108, 400, "SyncWindowClosedError", 1, "SyncWindowClosedError"],
    [4, 400, "RateLimitedError", 3, "SyncAlreadyRequestedError"],
  ])("are told by code %i, whatever the status", async (code, status, name, attempts, syncName) => {
    const expected = { read: [name, attempts], sync: [syncName, 1] };
    expect(await outcomesOf(refuse(code, { status }))).toEqual(expected);
    expect(await outcomesOf(refuse(code, { status: 409 }))).toEqual(expected);
  });
});

const byStatus = [
  [400, "InvalidRequestError", 1, "InvalidRequestError"],
  [401, "TokenExpiredError", 1, "TokenExpiredError"],
  [403, "PermissionDeniedError", 1, "PermissionDeniedError"],
  [404, "InvalidRequestError", 1, "InvalidRequestError"],
  [409, "InvalidRequestError", 1, "SyncAlreadyRequestedError"],
  [422, "InvalidRequestError", 1, "InvalidRequestError"],
  [429, "RateLimitedError", 3, "RateLimitedError"],
  [500, "TemporaryFailureError", 3, "OutcomeUnknownError"],
  [503, "TemporaryFailureError", 3, "OutcomeUnknownError"],
] as const;

describe.each([
  ["the hub's own form", (status: number) => hubAnswer(status)],
  ["the hub's own form, which quotes its numbers", (status: number) => hubAnswer(String(status), { code: "12" })],
  ["the hub's own form without details", (status: number) => ({ meta: { success: false, http_code: status } })],
  ["the text of the configuration endpoints", () => ({ error: "invented" })],
  ["the text of the token endpoint", () => ({ error: "invalid_grant", error_description: "invented" })],
])("a refusal in %s", (_, answerFor) => {
  it.each(byStatus)("with status %i is a clean one", async (status, name, attempts, syncName) => {
    const expected = { read: [name, attempts], sync: [syncName, 1] };
    expect(await outcomesOf(json(answerFor(status), { status }))).toEqual(expected);
  });
});

describe("the hub's own form", () => {
  it("counts where the status says success", async () => {
    server.reply(json(hubAnswer(403)));
    const error = await failureOf(hub().channels.list());
    expect(error).toMatchObject({ name: "PermissionDeniedError", providerCode: 1234 });
  });

  it("says with the worse of its two codes what happened", () => {
    expect(refusalOfDialog360(400, hubAnswer(500))).toMatchObject({ meaning: "temporary" });
    expect(refusalOfDialog360(502, hubAnswer(400))).toMatchObject({ meaning: "temporary" });
  });

  it.each([undefined, null, "four hundred", {}])("does without a code, as where it is %j", (http_code) => {
    expect(refusalOfDialog360(403, hubAnswer(http_code))).toMatchObject({ meaning: "permission", isClean: true });
  });

  it("has codes that are shown and decide nothing", () => {
    expect(refusalOfDialog360(400, hubAnswer(400, { code: 190 }))).toMatchObject({
      meaning: "input",
      providerCode: 190,
    });
  });

  it("is no refusal where it says success", () => {
    expect(refusalOfDialog360(200, { meta: { success: true, http_code: 200 } })).toBeUndefined();
  });
});

describe("a text in the place of an error", () => {
  it("refuses even where the status says success, which leaves a call that can be made only once unknown", async () => {
    expect(refusalOfDialog360(200, { error: "Unauthorized" })).toMatchObject({ meaning: "input", isClean: false });
    server.reply(json({ error: "invented" }));
    expect(await failureOf(number().requestSync("contacts"))).toMatchObject({ name: "OutcomeUnknownError" });
  });

  it("is none where it is blank", () => {
    expect(refusalOfDialog360(201, { api_key: "invented", error: "" })).toBeUndefined();
  });
});

describe("an answer in no form that is known", () => {
  it.each([
    ["HTML", body("<html></html>", { status: 401 })],
    ["nothing", body("", { status: 403 })],
    ["another form", json({ detail: "invented" }, { status: 409 })],
    ["a limit of something in between", body("slow down", { status: 429 })],
  ])("which is %s, leaves a synchronization unknown", async (_, reply) => {
    server.reply(reply);
    expect(await failureOf(number().requestSync("contacts"))).toMatchObject({
      name: "OutcomeUnknownError",
      reason: "unreadable_answer",
      attempts: 1,
    });
  });

  it("is no refusal with a status of success", () => {
    for (const answer of [undefined, null, [], "text", {}, { meta: "text" }]) {
      expect(refusalOfDialog360(200, answer)).toBeUndefined();
      expect(refusalOfDialog360Synchronization(200, answer)).toBeUndefined();
    }
  });
});
