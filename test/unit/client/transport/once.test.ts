import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  Dialog360Client,
  Dialog360PartnerClient,
  MetaClient,
  type UnknownOutcomeReason,
} from "../../../../src/client/index.ts";
import {
  body,
  cutBody,
  drippingBody,
  json,
  neverAnswer,
  oversizedBody,
  type Reply,
  redirect,
  refuse,
  resetAfterReading,
  resetBeforeReading,
  stallingBody,
} from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { accessToken, callTo, failureOf, numberId } from "../calls.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const options = { maxAttempts: 5, longestWait: 1 };
const hanging: readonly Reply[] = [neverAnswer, stallingBody(), drippingBody()];

/** Every call that can be made once, and those that may not be made twice by themselves. */
const calls: Readonly<Record<string, (url: string, signal?: AbortSignal) => Promise<unknown>>> = {
  requestSync: (baseUrl, signal) =>
    new MetaClient({ accessToken, baseUrl, ...options }).requestSync(numberId, "history", { signal }),
  exchangeCode: (baseUrl, signal) =>
    new MetaClient({ appId: "600000000000006", appSecret, baseUrl, ...options }).exchangeCode("a-code", { signal }),
  synchronization: (baseUrl, signal) =>
    new Dialog360Client({ apiKey: "an-invented-key", baseUrl, ...options }).requestSync("contacts", { signal }),
  mint: (baseUrl, signal) =>
    new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: "an-invented-key", baseUrl, ...options }).apiKeys.mint(
      "AbCdEfCH",
      { revokeEarlierKeys: true, signal },
    ),
  "a call that is once": (url, signal) => callTo(url, "once", options, { signal }),
  "a call that is once, without a body": (url, signal) => callTo(url, "once", options, { signal }, { json: undefined }),
  "a call that is once, with a form": (url, signal) =>
    callTo(url, "once", options, { signal }, { json: undefined, form: { a: "ü" } }),
  "a call that is unsafe": (url, signal) => callTo(url, "unsafe", options, { signal }),
};

/** Whatever can become of a request that was sent. */
const faults: readonly Reply[] = [
  resetBeforeReading,
  resetAfterReading,
  ...hanging,
  cutBody(),
  cutBody('{"error":{', { status: 500 }),
  oversizedBody(6 * 1024 * 1024),
  redirect("/elsewhere", 301),
  redirect("/elsewhere", 302),
  redirect("/elsewhere", 303),
  redirect("/elsewhere", 307),
  redirect("/elsewhere", 308),
  json([]),
  body("<html></html>"),
  body("", { status: 204 }),
  ...[400, 401, 403, 404, 407, 408, 409, 413, 421, 423, 425, 500, 501, 502, 503, 504, 508].map((status) =>
    body("", { status, headers: { "retry-after": "0", "www-authenticate": 'Basic realm="x"' } }),
  ),
  refuse(1),
  refuse(2, { status: 503 }),
];

describe.each(Object.entries(calls))("%s", (_, call) => {
  it.each(faults)("is sent once where it is answered with $name", async (fault) => {
    // The connection was used before: some runtimes repeat what breaks on one of those.
    server.reply(json({ id: "1" }));
    await callTo(server.url, "idempotent");
    server.reply((request, index) => (request.path === "/7/marks" || index > 5 ? json({ id: "1" }) : fault));
    await failureAfter(fault, (signal) => call(server.url, signal));
    // Whatever would still be on its way arrives before this.
    await callTo(server.url, "idempotent", {}, {}, { path: "/{thingId}/marks" });
    const others = server.requests.slice(1).filter(({ path }) => path !== "/7/marks");
    expect(others.map(({ method }) => method)).toEqual(["POST"]);
  });

  it("sends its body whole, and says how long it is", async () => {
    server.reply(body("?"));
    await failureOf(call(server.url));
    const [request] = server.requests;
    expect(request?.headers).toMatchObject({ "content-length": String(Buffer.byteLength(request?.body ?? "")) });
    expect(request?.headers).not.toHaveProperty("transfer-encoding");
  });

  it("reaches nobody where nobody listens, and may be made again", async () => {
    const gone = await startServer();
    await gone.close();
    const error = await failureOf(call(gone.url));
    expect(error).toMatchObject({ name: "NetworkError", networkCode: "ECONNREFUSED" });
  });
});

describe("a call that can be made once", () => {
  it.each(faults.filter(({ name }) => !/ 2\d\d$/.test(name)))(
    "may have been carried out after $name",
    async (fault) => {
      server.reply(fault);
      const error = await failureAfter(fault, (signal) => callTo(server.url, "once", options, { signal }));
      expect(error).toMatchObject({
        name: "OutcomeUnknownError",
        code: "outcome_unknown",
        attempts: 1,
      });
    },
  );

  it.each<[UnknownOutcomeReason, Reply]>([
    ["connection_lost", resetAfterReading],
    ["connection_lost", cutBody()],
    ["server_error", refuse(2, { status: 503 })],
    ["server_error", body("", { status: 502 })],
    ["unreadable_answer", body("<html></html>")],
    ["unreadable_answer", oversizedBody(6 * 1024 * 1024)],
    ["unreadable_answer", redirect("/elsewhere")],
    ["unreadable_answer", body("", { status: 403 })],
  ])("has a reason, such as %s", async (reason, fault) => {
    server.reply(fault);
    expect(await failureOf(callTo(server.url, "once", options))).toMatchObject({ reason });
  });

  it("says what to do", async () => {
    server.reply(resetAfterReading);
    const ifUnknown = "Ask the sender.";
    const error = await failureOf(callTo(server.url, "once", options, {}, { ifUnknown }));
    expect(error.message).toBe(
      "POST /{thingId}/things may have been carried out or not (connection_lost). It was not sent again. Ask the sender.",
    );
  });

  it("is refused cleanly where the provider itself refuses it", async () => {
    server.reply(refuse(190, { status: 401 }));
    expect(await failureOf(callTo(server.url, "once", options))).toMatchObject({ name: "TokenExpiredError" });
  });
});

it("a call that may be repeated is what the others are measured by", async () => {
  server.reply(body("", { status: 503 }));
  await failureOf(callTo(server.url, "idempotent", options));
  expect(server.requests).toHaveLength(5);
});

/** The error of a call. One that hangs is ended by its signal when the request has arrived. */
async function failureAfter(fault: Reply, call: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
  const controller = new AbortController();
  const failure = failureOf(call(controller.signal));
  if (hanging.includes(fault)) {
    await server.received(server.requests.length + 1);
    controller.abort();
  }
  return failure;
}
