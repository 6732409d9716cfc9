import { CoexistenceError } from "../errors/index.ts";
import { expressMount } from "../express/index.ts";
import { type FastifyScope, fastifyMount } from "../fastify/index.ts";
import type { NodeHandler } from "../node/exchange.ts";
import type { Coexistence } from "../receive/index.ts";

/** The members used of Nest's `HttpServer`. */
interface Adapter {
  getType(): string;
  getInstance(): unknown;
}

interface ExpressApplication {
  all(path: string, handler: NodeHandler): unknown;
  readonly router?: { readonly stack?: unknown };
}

interface FastifyInstance {
  register(plugin: (scope: FastifyScope) => Promise<void>, options: { prefix: string }): unknown;
}

/**
 * Mounts the receiver on what is under a Nest application, where Nest's body parsers do not reach it.
 *
 * @throws CoexistenceError `invalid_option` for a platform that is not known, `raw_body_unavailable` where the mount
 * would stand behind the parsers.
 * @internal
 */
export function mountOnAdapter(adapter: Adapter, path: string, coexistence: Coexistence): void {
  const platform = adapter.getType();
  if (platform === "express") {
    mountOnExpress(adapter.getInstance() as ExpressApplication, path, expressMount(coexistence));
  } else if (platform === "fastify") {
    // A plugin has a scope of its own, so it does not matter which parsers the application has.
    (adapter.getInstance() as FastifyInstance).register(fastifyMount(coexistence), { prefix: path });
  } else {
    throw new CoexistenceError(
      "invalid_option",
      "CoexistenceModule knows Nest on Express and on Fastify. On another platform, make the receiver with createCoexistence and mount it there.",
    );
  }
}

function mountOnExpress(app: ExpressApplication, path: string, mount: NodeHandler): void {
  app.all(path, mount);
  // In front of everything: an application that was made by hand, or by Nest's testing module, has its parsers already.
  const stack = app.router?.stack;
  if (!Array.isArray(stack)) {
    throw new CoexistenceError(
      "raw_body_unavailable",
      "The webhook cannot be put before the body parsers of this version of Express. Create the application with { bodyParser: false }, and mount expressMount(coexistence) with app.use() before express.json().",
    );
  }
  stack.unshift(stack.pop());
}
