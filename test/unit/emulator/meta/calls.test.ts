import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createGraph } from "./graph.ts";

describe("a call of the Graph API", () => {
  it("needs a token that somebody has", async () => {
    const graph = createGraph();
    const { wabaId } = graph.signUp();
    const none = await graph.call("GET", `/${wabaId}/phone_numbers`, { token: undefined });
    const wrong = await graph.call("GET", `/${wabaId}/phone_numbers`, { token: "made-up" });
    expect([none.status, none.body.error.code]).toEqual([401, 104]);
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 190]);
  });

  it("is refused for a proof that was made with another secret", async () => {
    const graph = createGraph();
    const { wabaId, token } = graph.signUp();
    const prove = (secret: string) => createHmac("sha256", secret).update(token).digest("hex");
    const call = (secret: string) =>
      graph.call("GET", `/${wabaId}/phone_numbers`, { token, query: { appsecret_proof: prove(secret) } });
    expect((await call(graph.world.app.secret)).status).toBe(200);
    expect((await call("another")).body.error).toMatchObject({ code: 100, type: "GraphMethodException" });
  });

  it("does not see the account or number of another business", async () => {
    const graph = createGraph();
    const { token } = graph.signUp();
    const other = graph.signUp();
    for (const path of [`/${other.wabaId}/phone_numbers`, `/${other.phoneNumberId}`]) {
      const { status, body } = await graph.call("GET", path, { token });
      expect([status, body.error.code, body.error.error_subcode]).toEqual([400, 100, 33]);
    }
  });

  it.each([
    ["GET", "/no-such-object", 100],
    ["GET", "/me/accounts", 100],
    ["DELETE", "/300000000000003", 100],
  ])("is refused as Graph does: %s %s", async (method, path, code) => {
    const graph = createGraph();
    const { token } = graph.signUp();
    expect((await graph.call(method, path, { token })).body.error.code).toBe(code);
  });

  it("is refused for a path that an object does not have", async () => {
    const graph = createGraph();
    const { token, wabaId, phoneNumberId } = graph.signUp();
    for (const path of [`/${wabaId}/weather`, `/${phoneNumberId}/weather`]) {
      expect((await graph.call("GET", path, { token })).body.error.code).toBe(2500);
    }
  });

  it("is refused for a body that is no JSON object", async () => {
    const graph = createGraph();
    const { token, phoneNumberId } = graph.signUp();
    const { status } = await graph.call("POST", `/${phoneNumberId}/smb_app_data`, { token, json: ["history"] });
    expect(status).toBe(400);
  });
});

describe("the accounts that are shared with the owner of the app", () => {
  it("come in pages, the newest first, for a system user alone", async () => {
    const graph = createGraph();
    const signUps = [graph.signUp(), graph.signUp(), graph.signUp()];
    const token = graph.world.app.systemUserToken;
    const path = `/${graph.world.app.businessId}/client_whatsapp_business_accounts`;
    const found: string[] = [];
    let after: string | undefined;
    do {
      const query = { limit: "2", ...(after === undefined ? {} : { after }) };
      const { body } = await graph.call("GET", path, { token, query });
      for (const { id } of body.data) found.push(String(id));
      after = body.paging.next === undefined ? undefined : body.paging.cursors.after;
    } while (after !== undefined);
    expect(found).toEqual(signUps.map(({ wabaId }) => wabaId).reverse());
    expect((await graph.call("GET", path, { token: signUps[0]?.token })).status).toBe(403);
  });

  it("are refused in a page that is none", async () => {
    const graph = createGraph();
    const token = graph.world.app.systemUserToken;
    const path = `/${graph.world.app.businessId}/client_whatsapp_business_accounts`;
    for (const query of [
      { limit: "0" },
      { limit: "many" },
      { after: "%%" },
      { after: "bm9uZQ==" },
      { after: "____" },
    ]) {
      expect((await graph.call("GET", path, { token, query })).status).toBe(400);
    }
  });
});
