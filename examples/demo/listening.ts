import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type ServerType, serve } from "@hono/node-server";
import type { Hono } from "hono";

/** For what is under way, in milliseconds. Browsers keep connections open for minutes. */
const patience = 300;

/** Listens on this machine. */
export async function listen(app: Hono, port: number): Promise<{ server: ServerType; address: string }> {
  const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" });
  if (!server.listening) await once(server, "listening");
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Accepts nothing more, and ends connections after a moment. */
export async function stopListening(server: ServerType): Promise<void> {
  const closed = once(server, "close");
  server.close();
  await Promise.race([closed, wait(patience)]);
  if ("closeAllConnections" in server) server.closeAllConnections();
}

/** Whether somebody else listens there. */
export function isInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
