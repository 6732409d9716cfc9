import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type ClientHttp2Session, connect, createServer } from "node:http2";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { mounts, type RunningReceiver } from "./mounts/index.ts";
import { closeServer, listen, urlOf } from "./mounts/running-receiver.ts";
import { RawConnection } from "./raw-connection.ts";
import { options, post, signed, textWebhook } from "./sender.ts";

const body = textWebhook("Is the shop open?");
const megabyte = 1024 * 1024;

let receiver: RunningReceiver;
let connection: RawConnection;

async function open(): Promise<RawConnection> {
  connection = await RawConnection.open(receiver.url);
  return connection;
}

afterEach(async () => {
  connection?.destroy();
  await receiver.close();
});

describe.each(mounts)("$name", ({ start }) => {
  const onError = vi.fn();
  const onAny = vi.fn();

  beforeEach(async () => {
    onError.mockReset();
    onAny.mockReset();
    receiver = await start({ ...options, bodyTimeout: 100 });
    receiver.coexistence.onError(({ code }) => onError(code));
    receiver.coexistence.onAny(onAny);
  });

  it.each([
    ["never comes", ""],
    ["stops half-way", body.slice(0, body.length / 2)],
  ])("answers 503 when a body %s", async (_, beginning) => {
    const sender = await open();
    sender.sendHead({ ...signed(body), "content-length": body.length });
    sender.send(beginning);
    expect(await sender.receive(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 503 /);
    expect(onError).toHaveBeenCalledExactlyOnceWith("body_incomplete");
    expect(onAny).not.toHaveBeenCalled();
  });

  it("answers 503 when a body takes too long as a whole, however steadily it comes", async () => {
    const sender = await open();
    sender.sendHead({ ...signed(body), "content-length": body.length });
    const letters = body[Symbol.iterator]();
    const drip = setInterval(() => sender.send(letters.next().value ?? ""), 10);
    try {
      expect(await sender.receive(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 503 /);
    } finally {
      clearInterval(drip);
    }
    expect(onError).toHaveBeenCalledExactlyOnceWith("body_incomplete");
  });

  it("survives a sender that leaves in the middle of the body, and serves the next one", async () => {
    const sender = await open();
    sender.sendHead({ ...signed(body), "content-length": body.length });
    sender.send(body.slice(0, 20));
    sender.destroy();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledExactlyOnceWith("body_incomplete"));
    expect(onAny).not.toHaveBeenCalled();
    expect((await post(receiver.url, body)).status).toBe(200);
  });

  it("takes a body whose sender waits for 100 Continue", async () => {
    const sender = await open();
    sender.sendHead({ ...signed(body), "content-length": body.length, expect: "100-continue" });
    await sender.receive(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    sender.send(body);
    expect(await sender.receive(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("serves the next webhook on the same connection", async () => {
    const sender = await open();
    for (const headers of [signed(body), { "content-type": "application/json" }, signed(body)]) {
      sender.sendHead({ ...headers, "content-length": body.length });
      sender.send(body);
      const status = "x-hub-signature-256" in headers ? 200 : 401;
      expect(await sender.receive(/\r\n\r\n/)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
    expect(onAny).toHaveBeenCalledOnce();
  });
});

describe("node:http, a sender that is refused while it is still sending", () => {
  beforeEach(async () => {
    const coexistence = createCoexistence(options);
    receiver = await listen(coexistence, nodeMount(coexistence));
  });

  it.each<[status: number, fate: string, headers: Record<string, string | number>]>([
    [413, "close", { ...signed(body), "content-length": 5 * megabyte }],
    [401, "close", { "transfer-encoding": "chunked" }],
    [401, "keep-alive", { "content-length": 5_000 }],
    [415, "keep-alive", { ...signed(body), "content-encoding": "gzip", "content-length": 5_000 }],
  ])("gets to read %i before it has sent everything, with connection: %s", async (status, fate, headers) => {
    const sender = await open();
    sender.sendHead(headers);
    const answer = await sender.receive(/\r\n\r\n/);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(/^connection: (.*)\r$/im.exec(answer)?.[1]).toBe(fate);
  });

  it("is not reset while it goes on sending, and the connection ends when it is done", async () => {
    const sender = await open();
    sender.sendHead({ ...signed(body), "content-length": 5 * megabyte });
    await sender.receive(/^HTTP\/1\.1 413 /);
    for (let sent = 0; sent < 5; sent++) sender.send("x".repeat(megabyte));
    expect(await sender.ended).toBe("ended");
  });

  it("is not taken for two requests, whatever the rest of its body looks like", async () => {
    const onAny = vi.fn();
    receiver.coexistence.onAny(onAny);
    const head = Object.entries({ ...signed(body), "content-length": body.length }).map((pair) => pair.join(": "));
    const smuggled = ["POST /webhook HTTP/1.1", "host: 127.0.0.1", ...head, "", body].join("\r\n");
    const sender = await open();
    sender.sendHead({ "content-length": smuggled.length });
    expect(await sender.receive(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /);
    sender.send(smuggled);
    sender.sendHead({ "content-length": 0 });
    expect(await sender.receive(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /);
    expect(onAny).not.toHaveBeenCalled();
  });

  it.each([
    [401, { "content-length": 5_000 }],
    [413, { ...signed(body), "content-length": 5 * megabyte }],
  ])("is cut off in the end after %i when it never stops", async (status, headers) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const sender = await open();
      sender.sendHead(headers);
      expect(await sender.receive(/\r\n\r\n/)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(["ended", "reset"]).toContain(await sender.ended);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("node:http, a request that something else had in its hands", () => {
  type Prepare = (request: IncomingMessage & { body?: unknown }) => void | Promise<void>;

  async function startAfter(prepare: Prepare): Promise<void> {
    const coexistence = createCoexistence(options);
    const webhook = nodeMount(coexistence);
    receiver = await listen(coexistence, async (incoming, response) => {
      await prepare(incoming);
      await webhook(incoming, response);
    });
  }

  it("is read when it was paused", async () => {
    await startAfter((incoming) => void incoming.pause());
    expect((await post(receiver.url, body)).status).toBe(200);
  });

  it("is read when the mount gets it late", async () => {
    await startAfter(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect((await post(receiver.url, body)).status).toBe(200);
  });

  it("is not guessed at when it was turned into text", async () => {
    await startAfter((incoming) => void incoming.setEncoding("latin1"));
    const onError = vi.fn();
    receiver.coexistence.onError(({ code }) => onError(code));
    expect((await post(receiver.url, textWebhook("☕"))).status).toBe(503);
    expect(onError).toHaveBeenCalledExactlyOnceWith("raw_body_unavailable");
  });

  it("is answered at once when it was empty and read to its end", async () => {
    await startAfter(async (incoming) => {
      for await (const _ of incoming);
    });
    const onUnknown = vi.fn();
    receiver.coexistence.onUnknown(({ reason }) => onUnknown(reason));
    expect((await post(receiver.url, "")).status).toBe(200);
    expect(onUnknown).toHaveBeenCalledExactlyOnceWith("not_json");
  });

  it("is given up at once when its sender has left", async () => {
    const closed: Promise<unknown>[] = [];
    await startAfter(async (incoming) => {
      const isClosed = new Promise((resolve) => incoming.once("close", resolve));
      closed.push(isClosed);
      await isClosed;
    });
    const onError = vi.fn();
    receiver.coexistence.onError(({ code }) => onError(code));
    const sender = await open();
    sender.sendHead({ ...signed(body), "content-length": body.length });
    await vi.waitFor(() => expect(closed).toHaveLength(1));
    sender.destroy();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledExactlyOnceWith("body_incomplete"));
  });

  it("is left alone when it was answered already", async () => {
    const coexistence = createCoexistence(options);
    const webhook = nodeMount(coexistence);
    receiver = await listen(coexistence, async (incoming, response) => {
      response.writeHead(429).end("later");
      await webhook(incoming, response);
    });
    const answer = await post(receiver.url, body);
    expect([answer.status, await answer.text()]).toEqual([429, "later"]);
  });
});

describe("node:http2", () => {
  let client: ClientHttp2Session;

  beforeEach(async () => {
    const coexistence = createCoexistence(options);
    const server = createServer(nodeMount(coexistence));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    client = connect(urlOf(server));
    const close = async (): Promise<void> => {
      client.destroy();
      await closeServer(server);
    };
    receiver = { coexistence, url: urlOf(server), close };
  });

  const exchange = async (method: string, headers: Record<string, string>, content = ""): Promise<unknown> => {
    const endStream = content === "";
    const stream = client.request({ ":method": method, ":path": "/webhook", ...headers }, { endStream });
    if (!endStream) stream.end(content);
    const [answer] = (await once(stream, "response")) as [Record<string, unknown>];
    stream.resume();
    return answer[":status"];
  };

  it("serves webhooks, and refuses what other mounts refuse", async () => {
    const large = "x".repeat(5 * megabyte);
    expect(await exchange("POST", signed(body), body)).toBe(200);
    expect(await exchange("POST", {}, body)).toBe(401);
    expect(await exchange("POST", signed(large), large)).toBe(413);
    expect(await exchange("GET", {})).toBe(403);
    expect(await exchange("DELETE", {})).toBe(405);
  });
});
