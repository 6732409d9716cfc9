// The one file that knows ky. Nothing of it may leave: its errors hold the whole URL, and print the bearer token.
import ky from "ky";
import { CoexistenceError } from "../../errors/index.ts";
import type { OutgoingRequest } from "./outgoing-request.ts";
import { readBody } from "./read-body.ts";
import { unrepeatable } from "./unrepeatable.ts";

/** An answer, read completely. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Absent where there were more bytes than may be. */
  readonly body: Uint8Array | undefined;
}

/** A `fetch` of the caller's own. */
export type Fetch = typeof globalThis.fetch;

/** How a request is sent. */
export interface Sending {
  readonly fetch: Fetch | undefined;
  readonly signal: AbortSignal;
  /** The largest answer, in bytes. */
  readonly largest: number;
  /** Whether the runtime may send it again on its own account. */
  readonly isRepeatable: boolean;
}

/**
 * Sends a request once, and reads the answer.
 *
 * No repetition, because only the caller knows what may be repeated. No redirect is followed, because the token would go
 * along; `"error"` would say so more clearly, and Cloudflare's Workers do not have it.
 *
 * @throws whatever the runtime throws: to be looked at here in the transport, and never to be passed on.
 */
export async function send(
  request: OutgoingRequest,
  { fetch, signal, largest, isRepeatable }: Sending,
): Promise<Answer> {
  const { url, method, headers, body } = isRepeatable ? request : unrepeatable(request);
  const response = await ky(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(fetch === undefined ? {} : { fetch }),
    signal,
    redirect: "manual",
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });
  const { status, headers: answered } = response;
  if (typeof status !== "number" || typeof answered?.get !== "function") {
    throw new CoexistenceError("unexpected_answer", "The fetch that was given returned no Response.");
  }
  return { status, headers: answered, body: await readBody(response, largest, signal) };
}
