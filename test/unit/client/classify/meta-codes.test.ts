import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Safety } from "../../../../src/client/transport/call.ts";
import { refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf, metaClient, numberId } from "../calls.ts";
import { type DocumentedMeaning, documentedCodes } from "./documented-codes.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Outcome = readonly [name: string, attempts: number];

/** What becomes of a call that is always refused like this, of three attempts at most. */
const outcomes: Readonly<Record<DocumentedMeaning, Readonly<Record<Safety, Outcome>>>> = {
  rate: {
    idempotent: ["RateLimitedError", 3],
    unsafe: ["RateLimitedError", 3],
    once: ["RateLimitedError", 1],
  },
  slow: always("RateLimitedError"),
  temporary: {
    idempotent: ["TemporaryFailureError", 3],
    unsafe: ["OutcomeUnknownError", 1],
    once: ["OutcomeUnknownError", 1],
  },
  token: always("TokenExpiredError"),
  permission: always("PermissionDeniedError"),
  policy: always("PolicyViolationError"),
  input: always("InvalidRequestError"),
  sync_requested: always("SyncAlreadyRequestedError"),
  sync_closed: always("SyncWindowClosedError"),
};

function always(name: string): Record<Safety, Outcome> {
  return { idempotent: [name, 1], unsafe: [name, 1], once: [name, 1] };
}

describe.each(documentedCodes)("code $code with status $status, which means $meaning,", ({ code, status, meaning }) => {
  it.each(["idempotent", "unsafe", "once"] as const)("ends a call that is %s in the documented way", async (safety) => {
    const [name, attempts] = outcomes[meaning][safety];
    const before = server.requests.length;
    server.reply(refuse(code, { status }));
    const error = await failureOf(callTo(server.url, safety));
    expect({ name: error.name, attempts: error.attempts, sent: server.requests.length - before }).toEqual({
      name,
      attempts,
      sent: attempts,
    });
    expect(error).toMatchObject({ status, providerCode: code, fbtrace_id: "AinventedTrace0123456789" });
  });

  it("ends a synchronization after one request", async () => {
    const [name] = code === 4 ? ["SyncAlreadyRequestedError"] : outcomes[meaning].once;
    const before = server.requests.length;
    server.reply(refuse(code, { status }));
    const error = await failureOf(metaClient(server.url).requestSync(numberId, "history"));
    expect({ name: error.name, attempts: error.attempts, sent: server.requests.length - before }).toEqual({
      name,
      attempts: 1,
      sent: 1,
    });
  });

  it("ends a read in the documented way", async () => {
    const [name, attempts] = outcomes[meaning].idempotent;
    server.reply(refuse(code, { status }));
    const error = await failureOf(metaClient(server.url).phoneNumbers.get(numberId));
    expect([error.name, error.attempts]).toEqual([name, attempts]);
  });

  it("decides more than the status it comes with", async () => {
    for (const other of [200, 429, 503]) {
      server.reply(refuse(code, { status: other }));
      const error = await failureOf(callTo(server.url, "idempotent"));
      expect([other, error.name, error.attempts]).toEqual([other, ...outcomes[meaning].idempotent]);
    }
  });
});

describe("the table of documented codes", () => {
  it("is long, and names no code twice", () => {
    const codes = documentedCodes.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(95);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
