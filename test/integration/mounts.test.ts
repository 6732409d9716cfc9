import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signMeta } from "../../src/testing/index.ts";
import { mounts, type RunningReceiver } from "./mounts/index.ts";
import {
  appSecret,
  options,
  post,
  postHeaders,
  postInPieces,
  signed,
  textWebhook,
  verifyToken,
  webhookOfSize,
} from "./sender.ts";

const megabyte = 1024 * 1024;

describe.each(mounts)("$name", ({ start }) => {
  let receiver: RunningReceiver;

  beforeEach(async () => {
    receiver = await start(options);
  });

  afterEach(async () => {
    await receiver.close();
  });

  const challenge = (query: Record<string, string>): Promise<Response> =>
    fetch(`${receiver.url}?${new URLSearchParams(query)}`);

  it("answers Meta's verification request with the challenge", async () => {
    const answer = await challenge({
      "hub.mode": "subscribe",
      "hub.verify_token": verifyToken,
      "hub.challenge": "1158201444",
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("1158201444");
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  it("refuses a verification request with another token", async () => {
    const answer = await challenge({ "hub.mode": "subscribe", "hub.verify_token": "guessed", "hub.challenge": "1" });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toBe("");
  });

  it("hands a signed webhook to its listener and answers 200", async () => {
    const onMessage = vi.fn();
    receiver.coexistence.onMessage(({ message }) => onMessage(message));
    const answer = await post(receiver.url, textWebhook("Is the shop open? ☕"));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
    expect(onMessage).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ text: { body: "Is the shop open? ☕" } }),
    );
  });

  const body = textWebhook("Is the shop open?");
  const signature = signMeta(body, appSecret);
  it.each<[what: string, headers: Record<string, string | string[]>]>([
    ["no signature", {}],
    ["an empty signature", { "x-hub-signature-256": "" }],
    ["the signature of another body", { "x-hub-signature-256": signMeta("{}", appSecret) }],
    ["the signature of another secret", { "x-hub-signature-256": signMeta(body, "a1b2c3d4e5f60718a1b2c3d4e5f60718") }],
    ["a signature cut short", { "x-hub-signature-256": signature.slice(0, -2) }],
    ["its signature in two headers", { "x-hub-signature-256": [signature, signature] }],
    ["a wrong and its own signature", { "x-hub-signature-256": [`sha256=${"0".repeat(64)}`, signature] }],
    ["360dialog's header in place of Meta's", { "x-360dialog-signature": signature }],
  ])("refuses a webhook with %s", async (_, headers) => {
    const onAny = vi.fn();
    receiver.coexistence.onAny(onAny);
    const answer = await postHeaders(receiver.url, body, headers);
    expect(answer).toEqual({ status: 401, body: "" });
    expect(onAny).not.toHaveBeenCalled();
  });

  it("takes a webhook whatever content type it is declared as", async () => {
    for (const type of ["application/json; charset=latin1", "text/plain", "application/x-www-form-urlencoded"]) {
      expect((await post(receiver.url, body, { ...signed(body), "content-type": type })).status, type).toBe(200);
    }
  });

  it.each([
    ["with its length announced", post],
    ["in pieces of unknown number", postInPieces],
  ])("takes 3 MB, %s", async (_, send) => {
    const onMessage = vi.fn();
    receiver.coexistence.onMessage(onMessage);
    const large = webhookOfSize(3 * megabyte);
    expect((await send(receiver.url, large)).status).toBe(200);
    expect(onMessage).toHaveBeenCalledTimes(768);
  });

  it.each([
    ["with its length announced", post],
    ["in pieces of unknown number", postInPieces],
  ])("refuses 5 MB, %s, with 413", async (_, send) => {
    const onAny = vi.fn();
    receiver.coexistence.onAny(onAny);
    const answer = await send(receiver.url, webhookOfSize(5 * megabyte));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toBe("");
    expect(onAny).not.toHaveBeenCalled();
  });

  it("refuses a compressed webhook with 415", async () => {
    const packed = new Uint8Array(gzipSync(body));
    const answer = await post(receiver.url, packed, { ...signed(packed), "content-encoding": "gzip" });
    expect(answer.status).toBe(415);
    expect(await answer.text()).toBe("");
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])(
    "refuses %s with 405 and says what it takes",
    async (method) => {
      const answer = await fetch(receiver.url, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, POST");
    },
  );

  it.each([
    ["no JSON", '{"entry":['],
    ["no text", new Uint8Array([0xff, 0xfe, 0x80])],
    ["nothing", ""],
    ["JSON of another kind", '["hello", 1e400, null]'],
  ])("keeps a signed body that is %s, and answers 200", async (_, unreadable) => {
    const onUnknown = vi.fn();
    receiver.coexistence.onUnknown(onUnknown);
    expect((await post(receiver.url, unreadable)).status).toBe(200);
    expect(onUnknown).toHaveBeenCalledOnce();
  });

  it("answers 503 when a listener fails, and delivers again when the sender tries again", async () => {
    let isDown = true;
    const onMessage = vi.fn(() => {
      if (isDown) throw new Error("the database is away");
    });
    receiver.coexistence.onMessage(onMessage);
    const answer = await post(receiver.url, body);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe("");
    isDown = false;
    expect((await post(receiver.url, body)).status).toBe(200);
    expect(onMessage).toHaveBeenCalledTimes(2);
  });

  it("calls the listener once for the same webhook 64 times at once", async () => {
    const onMessage = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 20)));
    receiver.coexistence.onMessage(onMessage);
    const answers = await Promise.all(Array.from({ length: 64 }, () => post(receiver.url, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(64).fill(200));
    expect(onMessage).toHaveBeenCalledOnce();
  });

  it("answers 503 once it is closed, so that the sender tries again elsewhere", async () => {
    await receiver.coexistence.close();
    expect((await post(receiver.url, body)).status).toBe(503);
  });

  it("says nothing of itself in any answer", async () => {
    receiver.coexistence.onMessage(() => {
      throw new Error("canary-of-the-listener");
    });
    const answers = await Promise.all([
      post(receiver.url, body),
      post(receiver.url, body, {}),
      post(receiver.url, body, { ...signed(body), "content-encoding": "br" }),
      post(receiver.url, "{"),
      fetch(receiver.url, { method: "PUT", body }),
      fetch(`${receiver.url}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=canary`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 401, 415, 200, 405, 403]);
    for (const answer of answers) {
      expect(await answer.text()).toBe("");
      expect(JSON.stringify([...answer.headers])).not.toMatch(/canary|coexistence|whatsapp/i);
    }
  });
});
