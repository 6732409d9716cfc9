/**
 * Mounts the receiver in Fastify 5 and 4.
 *
 * @module
 * @example
 * ```ts
 * import fastify from "fastify";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { fastifyMount } from "whatsapp-coexistence/fastify";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const app = fastify();
 * app.register(fastifyMount(coexistence), { prefix: "/webhook" });
 * await app.listen({ port: 3000 });
 * ```
 */

import type { NodeRequest, NodeResponse } from "../node/exchange.ts";
import { makeNodeHandler } from "../node/mount.ts";
import type { Coexistence } from "../receive/index.ts";

// Those Fastify knows. GET and POST are answered, the others refused with 405, as by every mount.
const methods = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The members a mount uses of a Fastify instance. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: unknown, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown;
  route(options: {
    method: (typeof methods)[number][];
    url: string;
    handler: (request: { raw: NodeRequest }, reply: { raw: NodeResponse; hijack(): unknown }) => Promise<void>;
  }): unknown;
}

/**
 * Makes a plugin for `app.register(…, { prefix: "/webhook" })`. It has a scope of its own, where the body is left to the
 * mount: the parsers and the body limit of the rest of the application do not reach it.
 *
 * @example
 * ```ts
 * import fastify from "fastify";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { fastifyMount } from "whatsapp-coexistence/fastify";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * const app = fastify();
 * app.register(fastifyMount(coexistence), { prefix: "/webhook" });
 * await app.close();
 * ```
 */
export function fastifyMount(coexistence: Coexistence): (scope: FastifyScope) => Promise<void> {
  const handle = makeNodeHandler(
    coexistence,
    "Register the mount as a plugin, app.register(fastifyMount(coexistence)), and keep hooks from reading the body.",
  );
  return async (scope) => {
    scope.removeAllContentTypeParsers();
    // Parses nothing: it leaves the stream to the mount.
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.route({
      method: [...methods],
      url: "/",
      handler: async (request, reply) => {
        reply.hijack();
        await handle(request.raw, reply.raw);
      },
    });
  };
}
