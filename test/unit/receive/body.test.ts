import { describe, expect, it, vi } from "vitest";
import { bodyLimit } from "../../../src/index.ts";
import { readBody } from "../../../src/receive/body.ts";
import { signMeta } from "../../../src/testing/index.ts";
import { deferred, useRejectionTrap } from "../dispatch/promises.ts";
import { appSecret, liveMessage, post, postOfMeta, receiver } from "./webhooks.ts";

useRejectionTrap();

const ofSize = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.alloc(size, `"${"x".repeat(size - 2)}"`));
/** A body in pieces, of which no length is announced. */
const chunked = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> => {
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.slice(offset, offset + size));
      offset += size;
      if (offset >= bytes.length) controller.close();
    },
  });
};
const signature = (body: string): Record<string, string> => ({ "x-hub-signature-256": signMeta(body, appSecret) });
const signed = (body: ReadableStream<Uint8Array>, bytes: Uint8Array, headers = {}): Request =>
  post(body, { "x-hub-signature-256": signMeta(bytes, appSecret), ...headers });

describe("a body of 4 MiB", () => {
  const bytes = ofSize(bodyLimit);

  it("is taken whole", async () => {
    expect(bytes.length).toBe(4_194_304);
    expect((await receiver().coexistence.fetch(postOfMeta(bytes))).status).toBe(200);
  });

  it("is taken with its length announced", async () => {
    const request = postOfMeta(bytes, { "content-length": String(bodyLimit) });
    expect((await receiver().coexistence.fetch(request)).status).toBe(200);
  });

  it("is taken in pieces", async () => {
    expect((await receiver().coexistence.fetch(signed(chunked(bytes, 65_536), bytes))).status).toBe(200);
  });
});

describe("a body with one byte more", () => {
  const bytes = ofSize(bodyLimit + 1);

  it("is answered 413 when it arrives whole", async () => {
    expect((await receiver().coexistence.fetch(postOfMeta(bytes))).status).toBe(413);
  });

  it("is answered 413 when it arrives in pieces", async () => {
    expect((await receiver().coexistence.fetch(signed(chunked(bytes, 65_536), bytes))).status).toBe(413);
  });

  it("is answered 413 before any of it is read, when its length is announced", async () => {
    const { coexistence } = receiver();
    const body = vi.fn(async () => bytes);
    const header = (name: string) => (name === "content-length" ? String(bodyLimit + 1) : undefined);
    expect((await coexistence.receive({ method: "POST", url: "/", header, body })).status).toBe(413);
    expect(body).not.toHaveBeenCalled();
  });

  it("is answered 413 when a smaller length is announced", async () => {
    const request = signed(chunked(bytes, 65_536), bytes, { "content-length": "2" });
    expect((await receiver().coexistence.fetch(request)).status).toBe(413);
  });

  it("is not read on to its end", async () => {
    const pulled = vi.fn();
    const cancelled = vi.fn();
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled();
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
      cancel: cancelled,
    });
    expect((await receiver().coexistence.fetch(signed(endless, bytes))).status).toBe(413);
    expect(pulled.mock.calls.length).toBeLessThan(10);
    expect(cancelled).toHaveBeenCalledOnce();
  });
});

describe("a body", () => {
  it.each([1, 2, 7, 100])("in pieces of %i bytes is put together", async (size) => {
    const bytes = Buffer.from(liveMessage("olá às três"));
    const { coexistence } = receiver();
    const texts: unknown[] = [];
    coexistence.onMessage(({ message }) => texts.push(message["text"]));
    expect((await coexistence.fetch(signed(chunked(bytes, size), bytes))).status).toBe(200);
    expect(texts).toEqual([{ body: "olá às três" }]);
  });

  it("with empty pieces is put together", async () => {
    const pieces = ["", '{"a', "", '":1}', ""].map((text) => new TextEncoder().encode(text));
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    expect(new TextDecoder().decode(await readBody(stream, 1_000))).toBe('{"a":1}');
  });

  // Whoever can send anything can cut it into single bytes: what is kept must not grow with the number of pieces.
  it("in a million pieces takes no more room than in one", async () => {
    const page = new Uint8Array(1_000).fill(0x20);
    let pieces = 0;
    let most = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        for (let index = 0; index < page.length; index++) controller.enqueue(page.subarray(index, index + 1));
        pieces += page.length;
        most = Math.max(most, process.memoryUsage().heapUsed);
        if (pieces === 1_000_000) controller.close();
      },
    });
    const before = process.memoryUsage().heapUsed;
    expect(await readBody(stream, 60_000)).toHaveLength(1_000_000);
    expect(most - before).toBeLessThan(200_000_000);
  });

  it("that is empty is read as empty", async () => {
    expect(await readBody(null, 1_000)).toHaveLength(0);
    expect((await receiver().coexistence.fetch(post(undefined, signature("")))).status).toBe(200);
  });

  it("that does not end in time is answered 503", async () => {
    const cancelled = vi.fn();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
      cancel: cancelled,
    });
    const { coexistence, lines } = receiver({ bodyTimeout: 20 });
    const errors = vi.fn();
    coexistence.onError(errors);
    expect((await coexistence.fetch(post(stream, signature("{}")))).status).toBe(503);
    expect(cancelled).toHaveBeenCalledOnce();
    expect(errors.mock.calls[0]?.[0]).toMatchObject({ code: "body_incomplete" });
    expect(lines).toEqual([expect.stringContaining("not in time")]);
  });

  it("that trickles is given up when the whole takes too long", async () => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        timer = setInterval(() => controller.enqueue(Uint8Array.of(0x20)), 2);
      },
      cancel: () => clearInterval(timer),
    });
    const { coexistence } = receiver({ bodyTimeout: 40 });
    expect((await coexistence.fetch(post(stream, signature("{}")))).status).toBe(503);
  });

  it("that does not even let itself be given up is answered 503 all the same", async () => {
    const stream = new ReadableStream<Uint8Array>({ cancel: () => deferred().promise });
    const { coexistence } = receiver({ bodyTimeout: 20 });
    expect((await coexistence.fetch(post(stream, signature("{}")))).status).toBe(503);
  });

  it("that breaks off is answered 503, without the reason in a line", async () => {
    const { coexistence, lines } = receiver();
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("read ECONNRESET 203.0.113.7")),
    });
    expect((await coexistence.fetch(post(stream, signature("{}")))).status).toBe(503);
    expect(lines).toEqual([expect.stringContaining("did not arrive completely")]);
    expect(lines.join()).not.toContain("203.0.113.7");
  });

  it.each<[title: string, use: (request: Request) => unknown]>([
    ["was parsed before", (request) => request.json()],
    ["was read before", (request) => request.arrayBuffer()],
    ["is being read by somebody else", (request) => request.body?.getReader()],
  ])("that %s is an error of the application, and no wrong signature", async (_, use) => {
    const { coexistence } = receiver();
    const errors = vi.fn();
    coexistence.onError(errors);
    const request = postOfMeta(liveMessage());
    await use(request);
    expect((await coexistence.fetch(request)).status).toBe(503);
    expect(errors.mock.calls[0]?.[0]).toMatchObject({
      code: "raw_body_unavailable",
      message: expect.stringContaining("before anything else reads its body"),
    });
  });

  it("leaves no timer behind", async () => {
    vi.useFakeTimers();
    try {
      await readBody(new Response("{}").body, 1_000);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
