import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createMetaStandIn, type MetaStandIn, type MetaWorld } from "../../../examples/stand-in/meta.ts";

/** The calls that can be made only once. */
export type OneShotCall = "codeExchange" | "contacts" | "history";

/** One onboarding, as the provider sees it. */
export interface Scene {
  readonly code: string;
  readonly world: MetaWorld;
  readonly requests: MetaStandIn["requests"];
  /** How often each one-shot call arrived. */
  readonly seen: Record<OneShotCall, number>;
  /** Called when a request has arrived, and when its work was done. What it throws is never answered. */
  watch?: (moment: "arrived" | "worked", request: number) => void;
}

export interface Simulator {
  readonly port: number;
  /** Opens a scene. Its requests come to `/{name}/v26.0/…`. */
  open(name: string, changes?: Partial<MetaWorld>): Scene;
  close(): Promise<void>;
}

/** Plays Meta over HTTP, for many onboardings at once, and counts. */
export async function startSimulator(): Promise<Simulator> {
  const scenes = new Map<string, { scene: Scene; standIn: MetaStandIn }>();
  const server = createServer(async (request, response) => {
    const [, name = "", ...rest] = (request.url ?? "").split("/");
    const { scene, standIn } = scenes.get(name) ?? {};
    const body = await readAll(request);
    if (scene === undefined || standIn === undefined || body === undefined) return;
    const number = standIn.requests.length;
    try {
      scene.watch?.("arrived", number);
      count(scene.seen, `/${rest.join("/")}`, body);
      const answer = await standIn.fetch(
        new Request(`http://127.0.0.1/${rest.join("/")}`, {
          method: request.method ?? "GET",
          headers: request.headers as Record<string, string>,
          ...(body === "" ? {} : { body }),
        }),
      );
      const text = await answer.text();
      scene.watch?.("worked", number);
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
      response.writeHead(answer.status, headers).end(text);
    } catch {
      request.socket.destroy();
    }
  });
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    open(name, changes = {}) {
      const code = `code-of-${name}`;
      const standIn = createMetaStandIn({ codes: new Set([code]), ...changes });
      const { world, requests } = standIn;
      const scene: Scene = { code, world, requests, seen: { codeExchange: 0, contacts: 0, history: 0 } };
      scenes.set(name, { scene, standIn });
      return scene;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function count(seen: Scene["seen"], path: string, body: string): void {
  if (path.includes("/oauth/access_token")) seen.codeExchange += 1;
  if (path.includes("/smb_app_data")) seen[body.includes('"history"') ? "history" : "contacts"] += 1;
}

/** The body, or nothing where it did not come completely. */
async function readAll(request: IncomingMessage): Promise<string | undefined> {
  try {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    return request.complete ? Buffer.concat(pieces).toString() : undefined;
  } catch {
    return undefined;
  }
}
