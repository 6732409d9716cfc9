import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MetaClient } from "../../../../src/client/index.ts";
import { json, redirect } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { accessToken, callTo, failureOf, impatient } from "../calls.ts";

let server: ScriptedServer;
let elsewhere: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
  elsewhere = await startServer(json({ id: "1", access_token: "stolen" }));
});
afterAll(async () => {
  await server.close();
  await elsewhere.close();
});
beforeEach(() => {
  server.requests.length = 0;
});

describe.each([300, 301, 302, 303, 304, 307, 308])("a redirect with %i", (status) => {
  it.each([
    ["idempotent", "UnexpectedAnswerError"],
    ["unsafe", "OutcomeUnknownError"],
    ["once", "OutcomeUnknownError"],
  ] as const)("ends a call that is %s with %s, and is not followed", async (safety, name) => {
    server.reply(redirect(`${elsewhere.url}/stolen`, status));
    const error = await failureOf(callTo(server.url, safety));
    expect(error).toMatchObject({ name, status, attempts: 1 });
    expect(error.message).not.toContain(elsewhere.url);
    expect(server.requests).toHaveLength(1);
  });

  it("is not followed on the same host either", async () => {
    server.reply(redirect("/7/things", status), json({ id: "1" }));
    await failureOf(callTo(server.url, "idempotent"));
    expect(server.requests).toHaveLength(1);
  });

  it("does not carry the app's secret along", async () => {
    server.reply(redirect(`${elsewhere.url}/stolen`, status));
    const meta = new MetaClient({
      appId: "600000000000006",
      appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
      baseUrl: server.url,
      ...impatient,
    });
    expect(await failureOf(meta.exchangeCode("an-invented-code"))).toMatchObject({ name: "OutcomeUnknownError" });
  });
});

it("what a redirect leads to hears nothing, and would answer", async () => {
  expect(elsewhere.requests).toEqual([]);
  const headers = { authorization: `Bearer ${accessToken}` };
  await (await fetch(elsewhere.url, { headers })).json();
  expect(elsewhere.requests).toMatchObject([{ headers }]);
});

it("a redirect whose target a browser hides is told from a success", async () => {
  const opaque = {
    status: 0,
    ok: false,
    headers: new Headers(),
    body: null,
    clone: () => opaque,
  } as unknown as Response;
  const error = await failureOf(callTo(server.url, "idempotent", { fetch: async () => opaque }));
  expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 0 });
});
