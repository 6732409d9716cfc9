/**
 * Mounts the receiver in Express 5 and 4.
 *
 * @module
 * @example
 * ```ts
 * import express from "express";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { expressMount } from "whatsapp-coexistence/express";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const app = express();
 * app.all("/webhook", expressMount(coexistence)); // before express.json()
 * app.use(express.json());
 * app.listen(3000);
 * ```
 */

import { makeNodeHandler, type NodeHandler } from "../node/mount.ts";
import type { Coexistence } from "../receive/index.ts";

/**
 * Makes a handler for `app.all(path, …)`.
 *
 * Mount it **before** `express.json()` and other body parsers: the signature covers the raw bytes, and a parser stops at
 * 100 kB where Meta sends up to 3 MB. Where the order cannot be changed, let the parser keep the bytes:
 * `express.json({ limit: "4mb", verify: (request, _, bytes) => { request.rawBody = bytes; } })`.
 */
export function expressMount(coexistence: Coexistence): NodeHandler {
  return makeNodeHandler(
    coexistence,
    'Mount the webhook before express.json(): app.all("/webhook", expressMount(coexistence)); app.use(express.json()). ' +
      'Or let the parser keep the bytes: express.json({ limit: "4mb", verify: (request, _, bytes) => { request.rawBody = bytes; } }).',
  );
}
