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

import type { NodeHandler } from "../node/exchange.ts";
import { makeNodeHandler } from "../node/mount.ts";
import type { Coexistence } from "../receive/index.ts";
import { findRefusingParser } from "./body-parser-check.ts";

const advice =
  'Mount the webhook before express.json(): app.all("/webhook", expressMount(coexistence)); app.use(express.json()). ' +
  'Or let the parser keep the bytes: express.json({ limit: "4mb", verify: (request, _, bytes) => { request.rawBody = bytes; } }).';

/**
 * Makes a handler for `app.all(path, …)`.
 *
 * Mount it **before** `express.json()` and other body parsers: the signature covers the raw bytes, and a parser stops at
 * 100 kB where Meta sends up to 3 MB. Where the order cannot be changed, let the parser keep the bytes:
 * `express.json({ limit: "4mb", verify: (request, _, bytes) => { request.rawBody = bytes; } })`.
 *
 * With the first request it gets, such as Meta's verification request, it looks for a parser that would refuse large
 * webhooks and logs a warning that says what to change.
 *
 * @example
 * ```ts
 * import express from "express";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { expressMount } from "whatsapp-coexistence/express";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const app = express();
 * app.all("/webhook", expressMount(coexistence));
 * ```
 */
export function expressMount(coexistence: Coexistence): NodeHandler {
  const handle = makeNodeHandler(coexistence, advice);
  let isChecked = false;
  const mount: NodeHandler = async (request, response) => {
    if (!isChecked) {
      isChecked = true;
      void findRefusingParser(request, mount).then((parser) => {
        if (parser === undefined) return;
        coexistence.warn(
          `${parser} stands before the webhook and refuses large ones, of which Meta sends up to 3 MB. ${advice}`,
        );
      });
    }
    await handle(request, response);
  };
  return mount;
}
