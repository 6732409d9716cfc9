import type { Method } from "../errors/index.ts";
import type { Call } from "./call.ts";
import { fillPath } from "./path.ts";

/** A request, complete with its secrets. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Puts a call together for sending. */
export function buildRequest(baseUrl: string, call: Call<unknown>): OutgoingRequest {
  const { method, path, parameters = {}, query = {}, headers = {}, json, form } = call;
  const url = new URL(call.url ?? baseUrl + fillPath(path, parameters));
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  if (json !== undefined) {
    const body = JSON.stringify(json);
    return { url: url.href, method, headers: { ...headers, "content-type": "application/json" }, body };
  }
  if (form === undefined) return { url: url.href, method, headers };
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return { url: url.href, method, headers: { ...headers, ...type }, body: new URLSearchParams(form).toString() };
}
