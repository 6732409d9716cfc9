import { describe, expect, it } from "vitest";
import { createCoexistence } from "../../../src/index.ts";
import {
  dialog360Webhook,
  echoChange,
  metaWebhook,
  type SenderCredentials,
  signedInit,
  signedRequest,
  textMessage,
} from "../../../src/testing/index.ts";

const url = "https://example.com/webhook";
const appSecret = "2f6b1c9d8e7a4053b6c1d2e3f4a59687";
const platformSecret = "97856a4f3e2d1c6b3504a7e8d9c1b6f2";
const webhookHeaders = { authorization: "Bearer an-invented-shared-token" };
const webhook = metaWebhook(echoChange(textMessage("Café / ☕")));

describe("signedRequest", () => {
  it.each<[string, SenderCredentials, object]>([
    ["Meta", { appSecret }, webhook],
    ["360dialog's partner URL", { platformSecret }, dialog360Webhook(echoChange(textMessage()))],
    ["360dialog's number URL", { webhookHeaders }, webhook],
  ])("makes what a receiver takes as coming from %s", async (_, credentials, body) => {
    const coexistence = createCoexistence({ ...credentials, logger: false });
    expect((await coexistence.fetch(signedRequest(url, body, credentials))).status).toBe(200);
  });

  it("makes what a receiver with another secret refuses", async () => {
    const coexistence = createCoexistence({ appSecret, logger: false });
    const forged = signedRequest(url, webhook, { appSecret: platformSecret });
    expect((await coexistence.fetch(forged)).status).toBe(401);
  });

  it("writes an object as Meta does", async () => {
    const body = await signedRequest(url, webhook, { appSecret }).text();
    expect(body).toContain(String.raw`"Caf\u00e9 \/ \u2615"`);
  });

  it("writes an object as 360dialog does", async () => {
    const body = await signedRequest(url, webhook, { platformSecret }).text();
    expect(body).toContain('"Café / ☕"');
  });
});

describe("signedInit", () => {
  it("sends a text as it is", () => {
    expect(signedInit('{ "entry" : [] }', { appSecret }).body).toBe('{ "entry" : [] }');
  });

  it("sends bytes as they are", () => {
    const bytes = Uint8Array.of(0x7b, 0xff, 0x7d);
    expect(signedInit(bytes, { appSecret }).body).toEqual(bytes);
  });

  it.each<[string, SenderCredentials]>([
    ["app secret", { appSecret: "" }],
    ["platform secret", { platformSecret: "" }],
  ])("refuses to sign with an empty %s", (_, credentials) => {
    expect(() => signedInit(webhook, credentials)).toThrow(expect.objectContaining({ code: "secret_missing" }));
  });
});
