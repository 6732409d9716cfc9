import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Dialog360Client } from "../../../../src/client/index.ts";
import { body, json, type Reply, redirect } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { type Clients, clientsOf, numberKey } from "./calls.ts";

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

const atMeta = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=a%2Fb";
const bytes = new Uint8Array([255, 216, 0, 10]);

function serving(url: unknown, file: Reply = body(bytes)): void {
  server.reply(({ path }) => (path === "/300000000000003" ? json({ url, mime_type: "image/jpeg" }) : file));
}

describe("a download", () => {
  test("comes from 360dialog's host in place of Meta's, with the number's key", async () => {
    serving(atMeta);
    await expect(clients.number.media.download("300000000000003")).resolves.toEqual({
      url: atMeta,
      mime_type: "image/jpeg",
      bytes,
    });
    const [, { path, query, headers } = {} as never] = server.requests;
    expect(path).toBe("/whatsapp_business/attachments/");
    expect(query).toEqual({ mid: "1", ext: "2", hash: "a/b" });
    expect(headers["d360-api-key"]).toBe(numberKey);
  });

  test("stays below the path of the API's address", async () => {
    serving(atMeta);
    server.reply(({ path }) => (path === "/proxy/300000000000003" ? json({ url: atMeta }) : body(bytes)));
    const number = new Dialog360Client({ apiKey: numberKey, baseUrl: `${server.url}/proxy/` });
    await number.media.download("300000000000003");
    expect(server.requests[1]?.path).toBe("/proxy/whatsapp_business/attachments/");
  });

  test.each([
    "http://lookaside.fbsbx.com/x",
    "https://lookaside.fbsbx.com.example.com/x",
    "https://evil-lookaside.fbsbx.com.example/x",
    "https://lookaside.fbsbx.com:8443/x",
    "https://user@lookaside.fbsbx.com/x",
    "https://example.com/v1/configs/webhook",
    "file:///etc/passwd",
    "x",
  ])("does not begin for the address %s", async (address) => {
    serving(address);
    await expect(clients.number.media.download("300000000000003")).rejects.toMatchObject({
      code: "unexpected_answer",
      provider: "360dialog",
    });
    expect(server.requests).toHaveLength(1);
  });

  test("can be allowed for other hosts", async () => {
    serving("https://media.example.com/x");
    const { bytes: read } = await clients.number.media.download("300000000000003", {
      allowedHosts: ["media.example.com"],
    });
    expect(read).toEqual(bytes);
    expect(server.requests[1]?.path).toBe("/x");
  });

  test("ends at the largest size", async () => {
    serving(atMeta);
    const { media } = clients.number;
    await expect(media.download("300000000000003", { largest: 3 })).rejects.toMatchObject({
      code: "unexpected_answer",
    });
    await expect(media.download("300000000000003", { largest: 4 })).resolves.toMatchObject({ bytes });
  });

  test("follows no redirect", async () => {
    serving(atMeta, redirect("https://example.com/x"));
    await expect(clients.number.media.download("300000000000003")).rejects.toMatchObject({ provider: "360dialog" });
    expect(server.requests).toHaveLength(2);
  });

  test("of a file that is gone is an error of the call", async () => {
    serving(atMeta, json({ error: "invented" }, { status: 404 }));
    await expect(clients.number.media.download("300000000000003")).rejects.toMatchObject({
      code: "invalid_request",
      path: "/{media}",
    });
  });

  test.each<[string, unknown, object, string]>([
    ["what is no id", "../x", {}, "mediaId"],
    ["no hosts", "1", { allowedHosts: "x" }, "allowedHosts"],
    ["what is no signal", "1", { signal: {} }, "signal"],
  ])("does not begin with %s", async (_, id, options, field) => {
    await expect(clients.number.media.download(id as string, options)).rejects.toMatchObject({ field });
    expect(server.requests).toEqual([]);
  });
});
