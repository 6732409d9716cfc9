import type { z } from "zod";
import type { Refusal } from "../classify/refusal.ts";
import type { Method } from "../errors/index.ts";

/**
 * What happens when a call is made a second time:
 *
 * - `idempotent`: nothing. It is repeated after whatever passes.
 * - `unsafe`: the work may be done twice. It is repeated only where nothing was done: refused for too many calls, or
 *   never sent.
 * - `once`: something is lost for good. It is never sent again.
 */
export type Safety = "idempotent" | "unsafe" | "once";

/** One call of an API, before anything of it is secret. */
export interface Call<Answer> {
  readonly method: Method;
  /** With the names of its parameters, such as `/{phoneNumberId}/smb_app_data`: this is what errors show. */
  readonly path: string;
  /** Where the provider itself said where to go: the whole address, in place of the path. */
  readonly url?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly safety: Safety;
  /** The form of a success: JSON, or bytes as they are. */
  readonly answer: z.ZodType<Answer> | (Answer extends Uint8Array ? "bytes" : never);
  /** The largest answer, in bytes. Default: 5 MiB. */
  readonly largest?: number;
  /** Understands answers that are no success, where this call has rules of its own. */
  readonly refusalOf?: (status: number, body: unknown) => Refusal | undefined;
  /** What to do when the outcome is unknown, in one or two sentences. */
  readonly ifUnknown?: string;
}

/** What can be said about a single call. */
export interface CallOptions {
  /** Ends the call. One that can be made only once may have been carried out all the same. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call, repetitions and waits included. Default: the client's. */
  timeout?: number | undefined;
}
