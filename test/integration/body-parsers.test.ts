import { afterEach, describe, expect, it, vi } from "vitest";
import type { CoexistenceError } from "../../src/index.ts";
import { arrangementsThatKeepTheBytes, arrangementsThatLoseTheBytes, type RunningReceiver } from "./mounts/index.ts";
import { options, post, textWebhook, webhookOfSize } from "./sender.ts";

let receiver: RunningReceiver | undefined;

afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

describe.each(arrangementsThatKeepTheBytes)("$name", ({ start }) => {
  it("verifies the bytes as they were sent, not as a parser would print them", async () => {
    receiver = await start(options);
    const onMessage = vi.fn();
    receiver.coexistence.onMessage(({ message }) => onMessage(message));
    const body = textWebhook("1/2 ☕").replaceAll("/", "\\/").replace('{"object"', '{ "object"');
    expect((await post(receiver.url, body)).status).toBe(200);
    expect(onMessage).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ text: { body: "1/2 ☕" } }));
  });

  it("takes 3 MB", async () => {
    receiver = await start(options);
    const onMessage = vi.fn();
    receiver.coexistence.onMessage(onMessage);
    expect((await post(receiver.url, webhookOfSize(3 * 1024 * 1024))).status).toBe(200);
    expect(onMessage).toHaveBeenCalledTimes(768);
  });

  it("refuses a forged webhook", async () => {
    receiver = await start(options);
    const onAny = vi.fn();
    receiver.coexistence.onAny(onAny);
    expect((await post(receiver.url, textWebhook("forged"), { "x-hub-signature-256": "sha256=00" })).status).toBe(401);
    expect(onAny).not.toHaveBeenCalled();
  });
});

describe.each(arrangementsThatLoseTheBytes)("$name", ({ start }, advice) => {
  it("answers 503, guesses no bytes, and says what to change", async () => {
    receiver = await start(options);
    const onAny = vi.fn();
    const onError = vi.fn((error: CoexistenceError) => [error.code, error.message]);
    receiver.coexistence.onAny(onAny);
    receiver.coexistence.onError(onError);
    const answer = await post(receiver.url, textWebhook("Hello"));
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe("");
    expect(onAny).not.toHaveBeenCalled();
    expect(onError).toHaveReturnedWith(["raw_body_unavailable", expect.stringContaining(advice)]);
  });

  it("still answers the verification request", async () => {
    receiver = await start(options);
    const query = new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.verify_token": options.verifyToken ?? "",
      "hub.challenge": "7",
    });
    expect(await (await fetch(`${receiver.url}?${query}`)).text()).toBe("7");
  });
});
