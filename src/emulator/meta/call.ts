import { type Members, readObject } from "../members.ts";
import type { Business } from "../world/business.ts";
import type { World } from "../world/world.ts";

/** A call of the Graph API, read. */
export interface GraphCall {
  readonly world: World;
  readonly method: string;
  readonly url: URL;
  /** The path, without the version. */
  readonly path: readonly string[];
  /** From the query and the body, which Graph takes for one. */
  readonly parameters: Members;
  readonly token: string | undefined;
}

/** In whose name a call is made. */
export type Caller =
  | { readonly is: "app" }
  | { readonly is: "system_user" }
  | { readonly is: "business"; readonly business: Business };

/** A call that is known to be allowed to somebody. */
export interface AuthorisedCall extends GraphCall {
  readonly caller: Caller;
}

/** Reads a call. Undefined for a body that is neither an object of JSON nor a form. */
export async function readCall(world: World, request: Request): Promise<GraphCall | undefined> {
  const url = new URL(request.url);
  const body = readBody(await request.text(), request.headers.get("content-type") ?? "");
  if (body === undefined) return undefined;
  const parameters = { ...Object.fromEntries(url.searchParams), ...body };
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? textOf(parameters, "access_token");
  const path = url.pathname
    .replace(/^\/v\d+\.\d+(?=\/|$)/, "")
    .split("/")
    .filter((part) => part !== "");
  return { world, method: request.method, url, path, parameters, token };
}

/** A parameter that is a text with something in it. */
export function textOf(parameters: Members, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The businesses whose accounts a caller may see. */
export function visibleTo({ world, caller }: AuthorisedCall): Business[] {
  if (caller.is === "business") return [caller.business];
  return caller.is === "app" ? [] : [...world.businesses.values()].filter(({ provider }) => provider === "meta");
}

function readBody(text: string, type: string): Members | undefined {
  if (text === "") return {};
  if (!type.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(text));
  return readObject(text);
}
