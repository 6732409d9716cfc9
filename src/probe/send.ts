import { withDeadline } from "../runtime/deadline.ts";
import { aborted } from "./aborted.ts";
import { type ConnectionFailure, findConnectionFailure } from "./connection-failure.ts";
import { readBeginning } from "./read-beginning.ts";

/** A request of a sender. */
export interface ProbeRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body of a POST. Without one it is a GET. */
  readonly body?: string;
}

/** An answer that arrived. */
export interface Answer {
  readonly status: number;
  /** Its beginning. It is compared, and never shown. */
  readonly body: string;
  readonly milliseconds: number;
}

/** What there was instead of an answer. */
export interface NoAnswer {
  readonly failure: "redirected" | "timed_out" | ConnectionFailure;
  readonly status?: number;
  readonly milliseconds: number;
}

/** What became of a request. */
export type Reply = Answer | NoAnswer;

/** How requests are sent. */
export interface Sending {
  readonly timeout: number;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request, once and to that address alone, and waits for the end of its answer.
 *
 * @throws CoexistenceError `aborted`, and nothing else.
 */
export async function send(request: ProbeRequest, { timeout, fetch, signal }: Sending): Promise<Reply> {
  const begin = performance.now();
  const elapsed = (): { milliseconds: number } => ({ milliseconds: performance.now() - begin });
  const reply = await withDeadline(timeout, signal, async (ending): Promise<Reply> => {
    try {
      const response = await fetch(makeRequest(request, ending));
      if (isRedirect(response)) {
        response.body?.cancel().catch(() => undefined);
        return { failure: "redirected", ...statusOf(response), ...elapsed() };
      }
      // What `Response.error()` makes.
      if (response.status === 0) return { failure: "broken", ...elapsed() };
      const body = await readBeginning(response, ending);
      return { status: response.status, body, ...elapsed() };
    } catch (error) {
      return { failure: findConnectionFailure(error), ...elapsed() };
    }
  });
  if (reply === "aborted") throw aborted();
  return reply === "timeout" ? { failure: "timed_out", ...elapsed() } : reply;
}

function makeRequest({ url, headers, body }: ProbeRequest, signal: AbortSignal): Request {
  const common = { redirect: "manual", signal } as const;
  const name = { "user-agent": "whatsapp-coexistence probe" };
  if (body === undefined) return new Request(url, { ...common, headers: { ...name, ...headers } });
  // Whatever else is set together with the URL: the senders write JSON, and say so.
  const sent = { ...name, ...headers, "content-type": "application/json" };
  return new Request(url, { ...common, method: "POST", headers: sent, body });
}

/** Browsers hide the status of a redirect, and say so in the type of the answer. */
function isRedirect({ status, type }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

function statusOf({ status }: Response): { status?: number } {
  return status === 0 ? {} : { status };
}
