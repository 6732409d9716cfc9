import type { HeaderReader } from "./credentials.ts";

/** A request, as any framework can describe it. */
export interface WebhookRequest {
  readonly method: string;
  /** The URL, or its path and query. */
  readonly url: string;
  /** Reads a header by its lower-case name. */
  readonly header: HeaderReader;
  /**
   * Reads the raw body. Called at most once, and not for a request that is refused by its headers.
   *
   * @param timeout - how long it may take, in milliseconds.
   * @throws {@link CoexistenceError} with code `body_too_large`, `body_incomplete` or `raw_body_unavailable`.
   */
  body(timeout: number): Promise<Uint8Array>;
}

/** An answer, as any framework can send it. */
export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Makes an answer. It says nothing but its status, or the challenge.
 *
 * @internal
 */
export function answer(status: number, headers: Record<string, string> = {}, body = ""): WebhookAnswer {
  return {
    status,
    // The challenge is the caller's own text, so no browser may take it for anything else.
    headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff", ...headers },
    body,
  };
}
