import { afterEach, describe, expect, it, vi } from "vitest";
import { createGraph, type Graph } from "./graph.ts";

const exchange = (graph: Graph, changes: Record<string, string> = {}) => {
  const { id, secret } = graph.world.app;
  return graph.call("POST", "/oauth/access_token", {
    token: undefined,
    form: { client_id: id, client_secret: secret, ...changes },
  });
};

describe("the exchange of a code", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("brings the token of the business", async () => {
    const graph = createGraph();
    const { code, token } = graph.signUp();
    expect(await exchange(graph, { code })).toEqual({
      status: 200,
      body: { access_token: token, token_type: "bearer" },
    });
  });

  it("takes its parameters from the query as well", async () => {
    const graph = createGraph();
    const { code } = graph.signUp();
    const { id, secret } = graph.world.app;
    const query = { client_id: id, client_secret: secret, code };
    expect((await graph.call("GET", "/oauth/access_token", { token: undefined, query })).status).toBe(200);
  });

  it("works once", async () => {
    const graph = createGraph();
    const { code } = graph.signUp();
    await exchange(graph, { code });
    expect((await exchange(graph, { code })).body.error).toMatchObject({ code: 100, error_subcode: 36009 });
  });

  it("works for 30 seconds of real time, however fast the clock of the emulator is", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const graph = createGraph({ speed: 100_000 });
    const [early, late] = [graph.signUp(), graph.signUp()];
    vi.setSystemTime(Date.now() + 29_900);
    expect((await exchange(graph, { code: early.code })).status).toBe(200);
    vi.setSystemTime(Date.now() + 200);
    expect((await exchange(graph, { code: late.code })).body.error).toMatchObject({ code: 100, error_subcode: 36007 });
  });

  it.each([
    ["a code that nobody made", { code: "AQmade-up" }, 100],
    ["no code", {}, 100],
    ["another app", { client_id: "600000000000007", code: "x" }, 101],
    ["a wrong secret", { client_secret: "wrong", code: "x" }, 1],
  ])("is refused for %s", async (_, changes, code) => {
    const { status, body } = await exchange(createGraph(), changes);
    expect([status, body.error.code]).toEqual([400, code]);
  });

  it("brings another token to a business that comes back", async () => {
    const graph = createGraph();
    const first = graph.signUp();
    first.business.isOnCloudApi = false;
    const second = graph.signUp({ number: first.displayPhoneNumber });
    expect(second.phoneNumberId).toBe(first.phoneNumberId);
    expect((await exchange(graph, { code: second.code })).body.access_token).not.toBe(first.token);
    expect((await exchange(graph, { code: first.code })).status).toBe(400);
  });
});

describe("the token of a business", () => {
  it("is described for the app, with its account", async () => {
    const graph = createGraph();
    const { token, wabaId } = graph.signUp();
    const { body } = await graph.call("GET", "/debug_token", { query: { input_token: token } });
    expect(body.data).toMatchObject({ app_id: graph.world.app.id, is_valid: true, expires_at: 0 });
    expect(body.data.granular_scopes).toContainEqual({ scope: "whatsapp_business_management", target_ids: [wabaId] });
  });

  it("allows nothing any more once its number is disconnected", async () => {
    const graph = createGraph();
    const { token, business } = graph.signUp();
    business.isOnCloudApi = false;
    const { body } = await graph.call("GET", "/debug_token", { query: { input_token: token } });
    expect(body.data).toMatchObject({ is_valid: true, scopes: [], granular_scopes: [] });
  });

  it("is described as not valid where it was made up", async () => {
    const { body } = await createGraph().call("GET", "/debug_token", { query: { input_token: "made-up" } });
    expect(body.data).toMatchObject({ is_valid: false, error: { code: 190 } });
  });
});
