import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Coexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";

/** A receiver that answers on a port of this machine. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Lets a receiver answer. */
export async function listen(coexistence: Coexistence): Promise<Listening> {
  const server = createServer(nodeMount(coexistence));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await coexistence.close();
    },
  };
}
