/**
 * Mounts the receiver on `node:http`, and on everything that hands out its requests and responses.
 *
 * @module
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { nodeMount } from "whatsapp-coexistence/node";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * createServer(nodeMount(coexistence)).listen(3000);
 * ```
 */

import type { Coexistence } from "../receive/index.ts";
import type { NodeHandler } from "./exchange.ts";
import { makeNodeHandler } from "./mount.ts";

export type { NodeHandler, NodeRequest, NodeResponse } from "./exchange.ts";

/**
 * Makes a listener for `http.createServer`. It reads the body itself, up to 4 MiB.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { nodeMount } from "whatsapp-coexistence/node";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const webhook = nodeMount(coexistence);
 * createServer((request, response) => {
 *   if (request.url?.startsWith("/webhook")) return webhook(request, response);
 *   response.writeHead(404).end();
 * }).listen(3000);
 * ```
 */
export function nodeMount(coexistence: Coexistence): NodeHandler {
  return makeNodeHandler(coexistence, "Hand the request over before anything else reads its body.");
}
