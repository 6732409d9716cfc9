// The one file that knows ky. Nothing of it may leave: its errors hold the whole URL, and print the bearer token.
import ky from "ky";
import type { Method } from "../errors/index.ts";
import { readBody } from "./read-body.ts";

/** A request, complete with its secrets. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** An answer, read completely. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: Uint8Array;
}

/** A `fetch` of the caller's own. */
export type Fetch = typeof globalThis.fetch;

/**
 * Sends a request once, and reads the answer.
 *
 * No repetition, because only the caller knows what may be repeated. No redirect, because the token would go along.
 *
 * @throws whatever the runtime throws: to be looked at here in the transport, and never to be passed on.
 */
export async function send(
  request: OutgoingRequest,
  { fetch, signal, largest }: { fetch?: Fetch | undefined; signal: AbortSignal; largest: number },
): Promise<Answer> {
  const { url, method, headers, body } = request;
  const response = await ky(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(fetch === undefined ? {} : { fetch }),
    signal,
    redirect: "error",
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });
  return { status: response.status, headers: response.headers, body: await readBody(response, largest, signal) };
}
