import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readNetworkFailure } from "../../../../src/client/transport/network-failure.ts";
import { resetAfterReading, resetBeforeReading } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf } from "../calls.ts";

let server: ScriptedServer;
let closed: string;
beforeAll(async () => {
  server = await startServer();
  const gone = await startServer();
  closed = gone.url;
  await gone.close();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

describe("a connection that is refused", () => {
  it.each([
    ["idempotent", 3],
    ["unsafe", 3],
    ["once", 1],
  ] as const)("leaves nothing open for a call that is %s, which is tried %i times", async (safety, attempts) => {
    const error = await failureOf(callTo(closed, safety));
    expect(error).toMatchObject({
      name: "NetworkError",
      code: "network_failure",
      networkCode: "ECONNREFUSED",
      attempts,
    });
    expect(error.message).toMatch(/ failed: the provider could not be reached\.$/);
    expect(error.toJSON()).toMatchObject({ networkCode: "ECONNREFUSED", attempts });
  });
});

describe.each([resetBeforeReading, resetAfterReading])("$name", (reply) => {
  it("is followed by another attempt where that does no harm", async () => {
    server.reply(reply);
    const error = await failureOf(callTo(server.url, "idempotent"));
    expect(error).toMatchObject({ name: "NetworkError", attempts: 3 });
    expect(error.message).toBe("GET /{thingId}/things failed: the connection broke.");
    expect(server.requests).toHaveLength(3);
  });

  it.each(["unsafe", "once"] as const)("leaves open what became of a call that is %s", async (safety) => {
    server.reply(reply);
    const error = await failureOf(callTo(server.url, safety));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", reason: "connection_lost", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

/** As the runtimes throw it: the code on the error, or on a cause of it. */
const throwing =
  (error: unknown): typeof fetch =>
  () =>
    Promise.reject(error);
const caused = (code: unknown): Error => new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });

describe("a code of a runtime", () => {
  it.each([
    ...["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ECONNREFUSED", "ConnectionRefused", "UND_ERR_CONNECT_TIMEOUT"],
    ...["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"],
    ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("%s says that nothing was sent", async (code) => {
    for (const error of [caused(code), Object.assign(new Error(), { code })]) {
      const failure = await failureOf(callTo(server.url, "once", { fetch: throwing(error) }));
      expect(failure).toMatchObject({ name: "NetworkError", networkCode: code, attempts: 1 });
    }
  });

  it.each([
    ...["ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ECONNABORTED", "EPROTO"],
    ...["UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ConnectionClosed"],
  ])("%s leaves open what was done", async (code) => {
    const options = { fetch: throwing(caused(code)) };
    expect(await failureOf(callTo(server.url, "once", options))).toMatchObject({ name: "OutcomeUnknownError" });
    expect(await failureOf(callTo(server.url, "idempotent", options))).toMatchObject({ networkCode: code });
  });
});

const hostile = Object.defineProperty(new Error(), "code", {
  get: () => {
    throw new Error("a secret");
  },
});
const circular: { cause?: unknown } = {};
circular.cause = circular;

describe("a failure in no form that is known", () => {
  it.each([
    ["an error without a code", new Error("a secret")],
    ["a code that nobody knows", caused("A_SECRET_TOKEN")],
    ["a code with more in it", caused("ECONNREFUSED 15550001111")],
    ["a code that is a number", caused(15550001111)],
    ["a text", "ECONNREFUSED"],
    ["nothing", undefined],
    ["null", null],
    ["a member that throws", hostile],
    ["a cause that is its own", circular],
    [
      "a code that lies deep",
      new Error("1", { cause: new Error("2", { cause: new Error("3", { cause: caused("x") }) }) }),
    ],
  ])("such as %s leaves open what was done, and names no code", async (_, error) => {
    expect(readNetworkFailure(error)).toEqual({ isUnsent: false });
    const options = { fetch: throwing(error) };
    expect(await failureOf(callTo(server.url, "once", options))).toMatchObject({ reason: "connection_lost" });
    const failure = await failureOf(callTo(server.url, "idempotent", options));
    expect(failure.name).toBe("NetworkError");
    expect(failure).not.toHaveProperty("networkCode");
    expect(failure).not.toHaveProperty("cause");
  });
});
