import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Coexistence, CoexistenceOptions } from "../../../src/index.ts";

/** A receiver behind a real server. */
export interface RunningReceiver {
  readonly coexistence: Coexistence;
  /** Where it is mounted. */
  readonly url: string;
  close(): Promise<void>;
}

/** A way to run a receiver: a framework, and what else of the framework handles its body. */
export interface Mount {
  readonly name: string;
  start(options: CoexistenceOptions): Promise<RunningReceiver>;
}

/** Runs a receiver behind a listener of `node:http`, on a free port. */
export async function listen(coexistence: Coexistence, listener: RequestListener): Promise<RunningReceiver> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { coexistence, url: urlOf(server), close: () => closeServer(server) };
}

/** Where the receiver of a listening server is mounted. */
export function urlOf(server: { address(): ReturnType<Server["address"]> }): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/webhook`;
}

/** Closes a server, and the connections that senders keep open. */
export async function closeServer(server: {
  close(done: () => void): unknown;
  closeAllConnections?(): void;
}): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections?.();
  await closed;
}
