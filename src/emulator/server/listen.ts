import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isForeign } from "./refuse-foreign.ts";

/** A server that listens. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** The largest body of a call. None of the APIs has a larger one. */
const largestBody = 4 * 1024 * 1024;

/** Hands what arrives on a port to a handler of Fetch's kind. */
export async function listen(
  answer: (request: Request) => Promise<Response>,
  { port = 0, host = "127.0.0.1" }: { readonly port?: number; readonly host?: string },
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    if (isForeign(incoming, host)) {
      const message =
        "The emulator answers no pages of other origins, and no requests under a name that is not this machine's.";
      outgoing.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
      return;
    }
    respond(answer, incoming, outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  const found = typeof address === "object" ? (address?.port ?? port) : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${found}`,
    close: async () => {
      const end = once(server, "close");
      server.close();
      server.closeAllConnections();
      await end;
    },
  };
}

async function respond(
  answer: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    outgoing.writeHead(413, { connection: "close" }).end();
    return;
  }
  const { method = "GET", url = "/", headers } = incoming;
  const request = new Request(new URL(url, `http://${headers.host ?? "localhost"}`), {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
    ),
    // Bodies of these two are nobody's: Fetch does not allow them.
    ...(body.length === 0 || method === "GET" || method === "HEAD" ? {} : { body }),
  });
  const response = await answer(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming) {
    size += piece.length;
    if (size > largestBody) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
