// A provider on loopback, over real HTTP, that does what a test tells it and remembers what it was sent.
//
//   const server = await startServer();             // answers {} to everything until it is told otherwise
//   server.reply(json({ id: "200000000000002" }));  // from now on
//   server.reply(refuse(4), resetAfterReading, json({ success: true })); // in turn; the last one stays
//   server.reply((request) => (request.path.endsWith("/debug_token") ? json({ data }) : json({})));
//   const meta = new MetaClient({ accessToken, baseUrl: server.url });
//   …
//   expect(server.requests).toHaveLength(3);        // { method, path, query, headers, body }
//   await server.close();                           // cuts what is still open; `await using` does it too
//
// What it can do to a request is in `replies.ts`.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json, type Reply } from "./replies.ts";

/** A request as it arrived. Where it was reset before it was read, only the head is known. */
export interface ReceivedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  body: string;
}

/** Chooses a reply. `index` counts the requests since the reply was set, from 0. */
export type Script = (request: ReceivedRequest, index: number) => Reply;

export interface ScriptedServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40001`. */
  readonly url: string;
  /** All requests, in the order of their arrival. */
  readonly requests: ReceivedRequest[];
  /** What is done from now on: one reply after the other, of which the last one stays, or what a function chooses. */
  reply(...replies: readonly [Script] | readonly Reply[]): void;
  /** Waits until so many requests have arrived in all. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startServer(...replies: readonly [Script] | readonly Reply[]): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  let script: Script = () => json({});
  let index = 0;

  const server = createServer(async (request, response) => {
    // A client that goes away is part of what is tested.
    for (const side of [request, response]) side.on("error", () => undefined);
    const received = readHead(request);
    requests.push(received);
    for (const look of waiting) look();
    await script(received, index++).play({
      response,
      socket: request.socket,
      readBody: () => readBody(request, received),
    });
  });
  server.on("connection", (socket) => socket.on("error", () => undefined));
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const scripted: ScriptedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    reply(...next) {
      index = 0;
      script = typeof next[0] === "function" ? next[0] : inTurn(next as readonly Reply[]);
    },
    received: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (requests.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    [Symbol.asyncDispose]: () => scripted.close(),
  };
  if (replies.length > 0) scripted.reply(...replies);
  return scripted;
}

function inTurn(replies: readonly Reply[]): Script {
  return (_, index) => replies[Math.min(index, replies.length - 1)] ?? json({});
}

function readHead({ method = "", url = "/", headers }: IncomingMessage): ReceivedRequest {
  const { pathname, searchParams } = new URL(url, "http://loopback");
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(plain),
    body: "",
  };
}

async function readBody(request: IncomingMessage, received: ReceivedRequest): Promise<void> {
  request.setEncoding("utf8");
  for await (const text of request) received.body += text;
}

/** What a reply has to work with. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly socket: IncomingMessage["socket"];
  /** Reads the request to its end. Most replies begin with it. */
  readonly readBody: () => Promise<void>;
}
