import { InvalidInputError } from "../errors/index.ts";
import type { CallOptions } from "./transport/call.ts";

/**
 * Hands back the options of a call. Its time limit is looked at where it is used.
 *
 * @throws InvalidInputError for what is no object, or a signal that is none.
 */
export function requireCallOptions<Options extends CallOptions>(options: Options): Options {
  if (typeof options !== "object" || options === null) throw new InvalidInputError("options", "is no object.");
  const { signal } = options;
  if (signal === undefined || isSignal(signal)) return options;
  throw new InvalidInputError("signal", "is no AbortSignal.");
}

/** A signal of another realm is one as well, so that its class says nothing. */
function isSignal(value: unknown): boolean {
  const { aborted, addEventListener } = (value ?? {}) as Partial<AbortSignal>;
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}
