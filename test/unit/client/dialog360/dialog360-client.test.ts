import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Dialog360Client, type SyncKind } from "../../../../src/client/index.ts";
import { json, refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { type Clients, clientsOf } from "./calls.ts";

let server: ScriptedServer;
let clients: Clients;
beforeAll(async () => {
  server = await startServer();
  clients = clientsOf(server.url);
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  server.reply(json({}));
});

describe("a client of one number", () => {
  test.each<[object, string]>([
    [{}, "apiKey"],
    [{ apiKey: undefined }, "apiKey"],
    [{ apiKey: " " }, "apiKey"],
    [{ apiKey: "k", baseUrl: "http://waba.example.com" }, "baseUrl"],
  ])("is not made of %o", (options, field) => {
    expect(() => new Dialog360Client(options as { apiKey: string })).toThrowError(expect.objectContaining({ field }));
  });

  test("does not show its key when it is printed", () => {
    const number = new Dialog360Client({ apiKey: "invented-key" });
    expect(inspect(number, { depth: 9, showHidden: true }) + JSON.stringify(number)).not.toContain("invented-key");
  });
});

describe("a synchronization", () => {
  const asked = (): unknown => JSON.parse(server.requests[0]?.body ?? "");

  test("of the history is asked for in Meta's words", async () => {
    await clients.number.requestSync("history");
    expect(asked()).toEqual({ messaging_product: "whatsapp", sync_type: "history" });
  });

  test("can be asked for with another body", async () => {
    await clients.number.requestSync("history", { body: { kind: "history" } });
    expect(asked()).toEqual({ kind: "history" });
  });

  test.each([
    ["2593107 passed through", refuse(2593107), "sync_already_requested"],
    ["code 4 passed through", refuse(4), "sync_already_requested"],
    ["409", json({ error: "invented" }, { status: 409 }), "sync_already_requested"],
    [
      "409 of the hub's kind",
      json({ meta: { success: false, http_code: 409 } }, { status: 409 }),
      "sync_already_requested",
    ],
    ["2593108 passed through", refuse(2593108), "sync_window_closed"],
    ["429", json({ error: "invented" }, { status: 429 }), "rate_limited"],
    ["409 of something in between", json("conflict", { status: 409 }), "outcome_unknown"],
  ])("that is answered with %s is %s %s", async (_, reply, code) => {
    server.reply(reply);
    await expect(clients.number.requestSync("history")).rejects.toMatchObject({ code, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  test("is not asked for with what is no kind or no body", async () => {
    for (const kind of ["smb_app_state_sync", "", undefined]) {
      await expect(clients.number.requestSync(kind as SyncKind)).rejects.toMatchObject({ field: "kind" });
    }
    const body = [] as unknown as Record<string, unknown>;
    await expect(clients.number.requestSync("history", { body })).rejects.toMatchObject({ field: "body" });
    expect(server.requests).toEqual([]);
  });
});
