import { InvalidInputError } from "../../errors/index.ts";
import { longestTimer } from "../../runtime/positive-number.ts";
import { requirePositive } from "../input.ts";
import type { Fetch } from "./send.ts";

/** How calls are made. */
export interface TransportOptions {
  /**
   * A `fetch` to use in place of the runtime's, for a proxy or for tests. It is given one `Request` with method, headers
   * and body, and its `signal`.
   */
  fetch?: Fetch | undefined;
  /** Milliseconds for a whole call, repetitions and waits included. Default: 30,000. */
  timeout?: number | undefined;
  /** Milliseconds for one attempt of a call that can be repeated. Default: 10,000. */
  attemptTimeout?: number | undefined;
  /** How often a call is sent at most, where it may be repeated. Default: 3. */
  maxAttempts?: number | undefined;
  /**
   * The longest wait between two attempts, in milliseconds. Where the provider asks for a longer one, the call ends at
   * once with its error, whose `retryAfter` says how long. Default: 10,000.
   */
  longestWait?: number | undefined;
}

/** {@link TransportOptions} with every default filled in. */
export interface TransportSettings {
  readonly fetch: Fetch | undefined;
  readonly timeout: number;
  readonly attemptTimeout: number;
  readonly maxAttempts: number;
  readonly longestWait: number;
}

/** @throws InvalidInputError naming the option. */
export function readOptions(options: TransportOptions): TransportSettings {
  const { fetch, timeout = 30_000, attemptTimeout = 10_000, maxAttempts = 3, longestWait = 10_000 } = options;
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new InvalidInputError("fetch", "is not a function.");
  }
  return {
    fetch,
    timeout: requirePositive("timeout", timeout, longestTimer),
    attemptTimeout: requirePositive("attemptTimeout", attemptTimeout, longestTimer),
    maxAttempts: requireWhole("maxAttempts", maxAttempts),
    longestWait: requirePositive("longestWait", longestWait, longestTimer),
  };
}

function requireWhole(option: string, value: number): number {
  if (Number.isInteger(requirePositive(option, value))) return value;
  throw new InvalidInputError(option, "is not a whole number.");
}
