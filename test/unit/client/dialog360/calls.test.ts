import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  ClientError,
  InvalidRequestError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
  TemporaryFailureError,
  TokenExpiredError,
  UnexpectedAnswerError,
} from "../../../../src/client/index.ts";
import { body, cutBody, json, type Reply, redirect, resetAfterReading } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { type Clients, calls, clientsOf, type KnownCall, numberKey, onceCalls, partnerKey } from "./calls.ts";

let server: ScriptedServer;
let clients: Clients;
beforeAll(async () => {
  server = await startServer();
  clients = clientsOf(server.url);
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const answering = (answer: unknown): Reply => (answer === undefined ? body("", { status: 204 }) : json(answer));
const errorOf = (call: KnownCall): Promise<unknown> =>
  call.make(clients).then(
    () => "no error",
    (error) => error,
  );

describe.each(calls)("$name", (call) => {
  const { make, sends, answer, result, api } = call;
  const [line, query = {}, json_] = sends;

  test("sends exactly this", async () => {
    server.reply(answering(answer));
    await make(clients);
    const [{ method, path, query: sentQuery, headers, body: sentBody } = {} as never] = server.requests;
    expect(server.requests).toHaveLength(1);
    expect(`${method} ${path}`).toBe(line);
    expect(sentQuery).toEqual(query);
    expect(sentBody === "" ? undefined : JSON.parse(sentBody)).toEqual(json_);
    expect(headers["content-type"]).toBe(json_ === undefined ? undefined : "application/json");
  });

  test("shows its own API's key, and no other credential", async () => {
    server.reply(answering(answer));
    await make(clients);
    const { headers = {} } = server.requests[0] ?? {};
    const shown = [headers["x-api-key"], headers["d360-api-key"], headers["authorization"]];
    const own = api === "hub" ? [partnerKey, undefined, undefined] : [undefined, numberKey, undefined];
    expect(shown).toEqual(line.endsWith("/token") ? [undefined, undefined, undefined] : own);
  });

  test("understands the documented success", async () => {
    server.reply(answering(answer));
    await expect(make(clients)).resolves.toEqual(result);
  });

  test("ends by the signal of its options", async () => {
    await expect(make(clients, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    expect(server.requests).toEqual([]);
  });

  test("has an error without anything private, whose path holds names only", async () => {
    server.reply(json({ error: "15550001111 invented-partner-key" }, { status: 400 }));
    const error = (await errorOf(call)) as ClientError;
    expect(error).toMatchObject({ provider: "360dialog", attempts: 1, status: 400 });
    expect(error.path).not.toMatch(/Invent|\d{6}/);
    const printed = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
    expect(printed).not.toMatch(/15550001111|invented|owner@|InventCH|200000000000002/i);
  });

  test("never follows a redirect with its key", async () => {
    server.reply(redirect("/elsewhere"));
    expect(await errorOf(call)).toBeInstanceOf(ClientError);
    expect(server.requests).toHaveLength(1);
  });
});

/** What 360dialog answers in place of a success, and what it means. */
const hubError = (http_code: number, error_data?: object): Reply =>
  json({ meta: { success: false, http_code, developer_message: "invented", error_data } }, { status: http_code });
const plainError = (status: number): Reply => json({ error: "invented" }, { status });
const metaError = (code: number, status = 400): Reply => json({ error: { code, message: "invented" } }, { status });

const refusals: readonly [string, Reply, new (...all: never[]) => ClientError, code?: number][] = [
  ["the hub's 400", hubError(400), InvalidRequestError],
  ["the hub's 400 with a code", hubError(400, { code: 1234, message: "invented" }), InvalidRequestError, 1234],
  ["the hub's 401", hubError(401), TokenExpiredError],
  ["the hub's 403", hubError(403), PermissionDeniedError],
  ["the hub's 404", hubError(404), InvalidRequestError],
  ["the plain 401", plainError(401), TokenExpiredError],
  ["the plain 403", plainError(403), PermissionDeniedError],
  ["the plain 400", plainError(400), InvalidRequestError],
  ["a token error", json({ error: "invalid_grant", error_description: "x" }, { status: 400 }), InvalidRequestError],
  ["Meta's 100 passed through", metaError(100), InvalidRequestError, 100],
  ["Meta's 190 passed through", metaError(190, 401), TokenExpiredError, 190],
  ["Meta's 200 passed through", metaError(200, 403), PermissionDeniedError, 200],
  ["Meta's 130429 passed through", metaError(130429), RateLimitedError, 130429],
];

describe.each(refusals)("%s", (_, reply, kind, providerCode) => {
  test.each(calls)("is understood by $name", async (call) => {
    server.reply(reply);
    const error = await errorOf(call);
    const mayBeDone = call.name.startsWith("accountSharing.") && kind === RateLimitedError;
    expect(error).toBeInstanceOf(mayBeDone ? OutcomeUnknownError : kind);
    expect((error as ClientError).providerCode).toBe(providerCode);
  });
});

const passing = calls.filter(({ safety }) => safety === "idempotent");

test.each(passing)("$name reports failures that pass when it has no attempt left", async (call) => {
  server.reply(hubError(500), hubError(429), body("<html>", { status: 503 }));
  expect(await errorOf(call)).toBeInstanceOf(TemporaryFailureError);
  expect(await errorOf(call)).toBeInstanceOf(RateLimitedError);
  expect(await errorOf(call)).toBeInstanceOf(TemporaryFailureError);
});

describe("a call that can be made only once", () => {
  const unknowns: readonly [string, Reply, reason: string][] = [
    ["500 of the hub", hubError(500), "server_error"],
    ["502 of a proxy", body("<html>", { status: 502 }), "server_error"],
    ["401 of a proxy", body("<html>", { status: 401 }), "unreadable_answer"],
    ["a success that is no JSON", body("OK"), "unreadable_answer"],
    ["a success that is a list", json([]), "unreadable_answer"],
    ["a connection that breaks", resetAfterReading, "connection_lost"],
    ["an answer that is cut", cutBody(), "connection_lost"],
  ];

  test.each(onceCalls.flatMap((call) => unknowns.map((unknown) => [call.name, ...unknown, call] as const)))(
    "%s is never sent again after %s",
    async (_, __, reply, reason, { make }) => {
      server.reply(reply);
      const patient = clientsOf(server.url, { maxAttempts: 5 });
      await expect(make(patient)).rejects.toMatchObject({ code: "outcome_unknown", reason, attempts: 1 });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each(onceCalls)("$name says what to do, and is not sent again after a clean 429", async ({ make }) => {
    server.reply(hubError(429));
    const patient = clientsOf(server.url, { maxAttempts: 5 });
    const error = await make(patient).catch((error: unknown) => error as Error);
    expect((error as Error).message).not.toContain("Look whether it was, before you call again.");
    expect(server.requests).toHaveLength(1);
  });
});

test.each(calls.filter(({ safety }) => safety === "unsafe"))(
  "$name is not sent again where it may have been done",
  async ({ make }) => {
    server.reply(resetAfterReading);
    const patient = clientsOf(server.url, { maxAttempts: 5 });
    await expect(make(patient)).rejects.toMatchObject({ code: "outcome_unknown", reason: "connection_lost" });
    expect(server.requests).toHaveLength(1);
  },
);

test.each(calls.filter(({ result }) => result !== undefined))(
  "$name takes no answer for one that is not there",
  async (call) => {
    server.reply(json("a text"));
    const error = await errorOf(call);
    expect(error).toBeInstanceOf(call.safety === "once" ? OutcomeUnknownError : UnexpectedAnswerError);
  },
);
