import { type Members, readObject } from "../members.ts";
import type { World } from "../world/world.ts";

/** A call of one of 360dialog's APIs, read. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Members;
}

/** Reads a call. Undefined for a body that is no object of JSON. */
export async function readCall(world: World, request: Request): Promise<Call | undefined> {
  const { method, headers } = request;
  const body = readObject((await request.text()) || "{}");
  return body && { world, method, url: new URL(request.url), headers, body };
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** An answer, by the method and the path it is for: `:name` stands for any one part. What stood there is handed over. */
export type Routes<Asked> = Readonly<Record<string, (asked: Asked, ...parts: string[]) => Response>>;

/** Finds what answers a call. */
export function findAnswer<Asked>(
  routes: Routes<Asked>,
  method: string,
  path: string,
): ((asked: Asked) => Response) | undefined {
  for (const [route, answer] of Object.entries(routes)) {
    const parts = new RegExp(`^${route.replaceAll(/:\w+/g, "([^/]+)")}$`).exec(`${method} ${path}`)?.slice(1);
    if (parts !== undefined) return (asked) => answer(asked, ...parts);
  }
  return undefined;
}
