import { Readable } from "node:stream";
import { layersBefore, layersOf, type RouterLayer } from "./router-layer.ts";

// What body-parser, and with it Express, calls its middleware, and how applications write it.
const parsers = new Map([
  ["jsonParser", "express.json()"],
  ["rawParser", "express.raw()"],
  ["textParser", "express.text()"],
  ["urlencodedParser", "express.urlencoded()"],
]);

// The largest webhook Meta sends: 3 MB.
const largestWebhook = 3 * 1024 * 1024;

/**
 * Finds a body parser that stands before the mount and would refuse a large webhook, which then never reaches the mount
 * and is not seen in any log of this package.
 *
 * @param request - the first request the mount gets, as Express hands it over.
 * @returns how the parser is written, or nothing where there is none or its position cannot be known.
 * @internal
 */
export async function findRefusingParser(request: object, mount: unknown): Promise<string | undefined> {
  const { app, originalUrl } = request as { app?: unknown; originalUrl?: unknown };
  try {
    const stack = layersOf(app);
    if (stack === undefined || typeof originalUrl !== "string") return undefined;
    const [path = "/"] = originalUrl.split("?");
    for (const { name = "", handle } of layersBefore(mount, path, stack) ?? []) {
      const parser = parsers.get(name);
      if (parser !== undefined && (await refusesLargeBody(handle))) return parser;
    }
  } catch {
    // These layers are Express's own business and may look different one day; then nothing is known.
  }
  return undefined;
}

/**
 * Asks a parser whether it would take a large webhook, by announcing one and sending nothing. So it only ever compares
 * lengths: nothing is parsed, and no `verify` function of the application is called.
 */
function refusesLargeBody(handle: RouterLayer["handle"]): Promise<boolean> {
  if (typeof handle !== "function") return Promise.resolve(false);
  const announced = Object.assign(
    new Readable({
      read() {
        this.push(null);
      },
    }),
    {
      method: "POST",
      url: "/",
      headers: { "content-type": "application/json", "content-length": String(largestWebhook) },
    },
  );
  return new Promise((resolve, reject) => {
    const next = (error?: { status?: unknown }): void => resolve(error?.status === 413);
    Promise.resolve(handle(announced, {}, next)).catch(reject);
  });
}
