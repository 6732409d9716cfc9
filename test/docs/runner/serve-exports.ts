import { serve } from "@hono/node-server";

type Handler = (request: Request, ...rest: unknown[]) => Response | Promise<Response>;

/** Serves what an example exports for a runtime or a framework that calls it: `default.fetch`, or `GET` and `POST`. */
export function serveExports(example: Record<string, unknown>): void {
  const handler = findHandler(example);
  if (handler !== undefined) serve({ fetch: (request) => handler(request, process.env), port: 0 });
}

function findHandler(example: Record<string, unknown>): Handler | undefined {
  const { fetch } = (example["default"] ?? {}) as { fetch?: Handler };
  if (typeof fetch === "function") return fetch;
  if (typeof example["POST"] !== "function") return undefined;
  return (request) => {
    const handler = example[request.method];
    return typeof handler === "function" ? handler(request) : new Response(null, { status: 405 });
  };
}
