import { describe, expect, it, vi } from "vitest";
import { memoryIntake, type WebhookRequest } from "../../../src/index.ts";
import { deferred, useRejectionTrap } from "../dispatch/promises.ts";
import {
  liveMessage,
  platformSecret,
  post,
  postOf360dialog,
  postOfMeta,
  receiver,
  url,
  verifyToken,
} from "./webhooks.ts";

useRejectionTrap();

const forged = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
const challenge = (token: string): string =>
  `?${new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444" })}`;

describe("a webhook", () => {
  it("is answered 200 when its listeners are done", async () => {
    const { coexistence } = receiver();
    const { promise, resolve } = deferred();
    const answered = vi.fn();
    coexistence.onMessage(() => promise);
    const answering = coexistence.fetch(postOfMeta(liveMessage())).then(answered);
    await new Promise((end) => setTimeout(end, 20));
    expect(answered).not.toHaveBeenCalled();
    resolve();
    await answering;
    expect(answered.mock.calls[0]?.[0].status).toBe(200);
  });

  it.each<[title: string, body: string | Uint8Array<ArrayBuffer>]>([
    ["nothing", ""],
    ["no JSON", "hub.mode=subscribe"],
    ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
    ["a form of its own", '{"hello":"world"}'],
    ["a list", "[]"],
    ["null", "null"],
    ["too many brackets", "[".repeat(100_000) + "]".repeat(100_000)],
  ])("is answered 200 when it holds %s, which comes out as unknown", async (_, body) => {
    const { coexistence } = receiver();
    const unknown = vi.fn();
    coexistence.onUnknown(unknown);
    expect((await coexistence.fetch(postOfMeta(body))).status).toBe(200);
    expect(unknown).toHaveBeenCalledOnce();
  });

  it("is answered 401 without a signature, and its body is never read", async () => {
    const { coexistence } = receiver();
    const body = vi.fn<WebhookRequest["body"]>();
    const answer = await coexistence.receive({ method: "POST", url, header: () => undefined, body });
    expect(answer.status).toBe(401);
    expect(body).not.toHaveBeenCalled();
  });

  it("is answered 401 with a malformed signature, and its body is never read", async () => {
    const { coexistence } = receiver();
    const body = vi.fn<WebhookRequest["body"]>();
    const header = (name: string) => (name === "x-hub-signature-256" ? "sha256=no" : undefined);
    expect((await coexistence.receive({ method: "POST", url, header, body })).status).toBe(401);
    expect(body).not.toHaveBeenCalled();
  });

  it("is answered 401 with a wrong signature, and no listener hears of it", async () => {
    const { coexistence } = receiver();
    const listener = vi.fn();
    coexistence.onAny(listener);
    coexistence.onError(listener);
    expect((await coexistence.fetch(post(liveMessage(), forged))).status).toBe(401);
    expect(listener).not.toHaveBeenCalled();
  });

  it.each(["gzip", "br", "deflate", "identity, gzip", "unheard-of"])("is answered 415 as %s", async (encoding) => {
    const { coexistence } = receiver();
    expect((await coexistence.fetch(postOfMeta(liveMessage(), { "content-encoding": encoding }))).status).toBe(415);
  });

  it.each(["identity", "Identity"])("is taken with the content encoding %s", async (encoding) => {
    const { coexistence } = receiver();
    expect((await coexistence.fetch(postOfMeta(liveMessage(), { "content-encoding": encoding }))).status).toBe(200);
  });

  it("is answered 503 when a listener fails, and is delivered when it comes again", async () => {
    const { coexistence } = receiver();
    const listener = vi.fn().mockRejectedValueOnce(new Error("away"));
    coexistence.onMessage(listener);
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(200);
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(200);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("is answered 503 when the listeners take too long, and 200 when they are done at last", async () => {
    const { coexistence } = receiver({ intake: memoryIntake({ deadline: 20 }) });
    const { promise, resolve } = deferred();
    const listener = vi.fn(() => promise);
    coexistence.onMessage(listener);
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
    resolve();
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(200);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("is answered although a listener of errors never ends", async () => {
    const intake = () => ({ accept: () => Promise.reject(new Error("away")), close: async () => {} });
    const { coexistence } = receiver({ intake });
    coexistence.onError(() => new Promise(() => undefined));
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
  });

  it("is answered 503 when it cannot be kept, and onError is told", async () => {
    const away = new Error("the disk is full");
    const { coexistence } = receiver({ intake: () => ({ accept: () => Promise.reject(away), close: async () => {} }) });
    const listener = vi.fn();
    coexistence.onError(listener);
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
    expect(listener.mock.calls).toEqual([[expect.objectContaining({ code: "intake_failed", reason: away })]]);
  });

  it("is answered 503 when the intake throws before it promises anything", async () => {
    const intake = () => ({
      accept: (): Promise<void> => {
        throw new Error("a bug");
      },
      close: async () => {},
    });
    expect((await receiver({ intake }).coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
  });

  it("is answered 503 after close", async () => {
    const { coexistence } = receiver();
    await coexistence.close();
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
  });

  it("reaches a listener once when it arrives 64 times at once", async () => {
    const { coexistence } = receiver();
    const listener = vi.fn(async () => undefined);
    coexistence.onMessage(listener);
    const responses = await Promise.all(Array.from({ length: 64 }, () => coexistence.fetch(postOfMeta(liveMessage()))));
    expect(responses.map(({ status }) => status)).toEqual(Array(64).fill(200));
    expect(listener).toHaveBeenCalledOnce();
  });

  it("reaches a listener once when it comes through Meta and through 360dialog", async () => {
    const { coexistence } = receiver({ platformSecret });
    const providers: string[] = [];
    coexistence.onMessage(({ provider }) => providers.push(provider));
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(200);
    expect((await coexistence.fetch(postOf360dialog(liveMessage()))).status).toBe(200);
    expect(providers).toEqual(["meta"]);
  });
});

describe("the verification request", () => {
  it("is answered 200 with the challenge as plain text", async () => {
    const { coexistence } = receiver({ verifyToken });
    const response = await coexistence.fetch(new Request(url + challenge(verifyToken)));
    expect([response.status, await response.text()]).toEqual([200, "1158201444"]);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("needs no signature, and no whole URL", async () => {
    const { coexistence } = receiver({ verifyToken });
    const body = vi.fn<WebhookRequest["body"]>();
    const path = `/webhook${challenge(verifyToken)}`;
    expect(await coexistence.receive({ method: "GET", url: path, header: () => null, body })).toMatchObject({
      status: 200,
      body: "1158201444",
    });
  });

  it.each([
    ["another token", challenge("the token of somebody else")],
    ["a script as the challenge", challenge(verifyToken).replace("1158201444", "%3Cscript%3E")],
    ["no query", ""],
  ])("is answered 403 with %s, and nothing else", async (_, query) => {
    const { coexistence } = receiver({ verifyToken });
    const response = await coexistence.fetch(new Request(url + query));
    expect([response.status, await response.text()]).toEqual([403, ""]);
  });
});

describe("another method", () => {
  it.each(["PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])("%s is answered 405, naming the others", async (method) => {
    const response = await receiver({ verifyToken }).coexistence.fetch(new Request(url, { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });

  it("GET is answered 405 where there is no verify token", async () => {
    const response = await receiver().coexistence.fetch(new Request(url + challenge("")));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("the order of checks", () => {
  const tooLarge = { "content-length": String(5 * 1024 * 1024) };
  const ask = (headers: Record<string, string>, method = "POST") => {
    const body = vi.fn<WebhookRequest["body"]>(async () => new Uint8Array(0));
    const { coexistence } = receiver();
    return coexistence.receive({ method, url, header: (name) => headers[name], body }).then(({ status }) => ({
      status,
      isBodyRead: body.mock.calls.length > 0,
    }));
  };

  it.each<[title: string, headers: Record<string, string>, method: string, status: number, isBodyRead: boolean]>([
    ["the method comes before everything", { "content-encoding": "gzip" }, "PUT", 405, false],
    ["the encoding comes before the length", { "content-encoding": "gzip", ...tooLarge }, "POST", 415, false],
    ["the length comes before the signature", tooLarge, "POST", 413, false],
    ["the form of the signature comes before the body", {}, "POST", 401, false],
    ["the body comes before the signature itself", forged, "POST", 401, true],
  ])("%s", async (_, headers, method, status, isBodyRead) => {
    expect(await ask(headers, method)).toEqual({ status, isBodyRead });
  });
});

describe("an answer", () => {
  it("other than to the verification request says nothing", async () => {
    const { coexistence } = receiver();
    coexistence.onMessage(() => Promise.reject(new Error("internal")));
    const requests = [
      postOfMeta(liveMessage()),
      postOfMeta("{}"),
      post(liveMessage(), forged),
      postOfMeta("{}", { "content-encoding": "gzip" }),
      new Request(url, { method: "PUT" }),
    ];
    for (const request of requests) expect(await (await coexistence.fetch(request)).text()).toBe("");
  });

  it("comes through a fetch that was taken out of the receiver", async () => {
    const { fetch } = receiver().coexistence;
    expect((await fetch(postOfMeta(liveMessage()))).status).toBe(200);
  });

  it("comes even where the request cannot be read at all", async () => {
    const { coexistence } = receiver();
    const header = (): never => {
      throw new Error("a bug of the framework");
    };
    const answer = await coexistence.receive({ method: "POST", url, header, body: async () => new Uint8Array(0) });
    expect(answer.status).toBe(503);
  });
});
