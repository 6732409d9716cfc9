/**
 * Mounts the receiver in Hono, on any runtime.
 *
 * @module
 * @example
 * ```ts
 * import { Hono } from "hono";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { honoMount } from "whatsapp-coexistence/hono";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const app = new Hono();
 * app.all("/webhook", honoMount(coexistence));
 *
 * export default app;
 * ```
 */

import type { Coexistence } from "../receive/index.ts";

/** The member a mount uses of Hono's context. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
}

/**
 * Makes a handler for `app.all(path, …)`. Nothing before it may read the body: a middleware that does leaves no raw
 * bytes behind.
 *
 * @example
 * ```ts
 * import { Hono } from "hono";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { honoMount } from "whatsapp-coexistence/hono";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const app = new Hono();
 * app.all("/webhook", honoMount(coexistence));
 * console.log((await app.request("/webhook", { method: "POST", body: "{}" })).status); // 401
 * ```
 */
export function honoMount(coexistence: Coexistence): (context: HonoContext) => Promise<Response> {
  return (context) => coexistence.fetch(context.req.raw);
}
