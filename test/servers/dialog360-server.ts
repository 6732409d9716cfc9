// 360dialog's hub and messaging API on loopback, played by the stand-in of the examples.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Dialog360StandIn } from "../../examples/stand-in/dialog360.ts";

export interface Dialog360Server {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves stand-ins, each below the first part of a path: `/{name}/api/v2/…` and `/{name}/…`. */
export async function startDialog360Server(
  find: (name: string) => Dialog360StandIn | undefined,
): Promise<Dialog360Server> {
  const server = createServer(async (request, response) => {
    const [, name = "", ...rest] = (request.url ?? "").split("/");
    const standIn = find(name);
    const body = await readAll(request);
    // What did not come completely is not worked on.
    if (standIn === undefined || body === undefined) return void request.socket.destroy();
    const answer = await standIn.fetch(
      new Request(`http://127.0.0.1/${rest.join("/")}`, {
        method: request.method ?? "GET",
        headers: request.headers as Record<string, string>,
        ...(body === "" ? {} : { body }),
      }),
    );
    const text = await answer.text();
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    response.writeHead(answer.status, headers).end(text);
  });
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string | undefined> {
  try {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    return request.complete ? Buffer.concat(pieces).toString() : undefined;
  } catch {
    return undefined;
  }
}
