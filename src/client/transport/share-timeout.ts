import { requireCallOptions } from "../call-options.ts";
import type { CallOptions } from "./call.ts";

/**
 * Lets several requests share the time of one call.
 *
 * @param whole - milliseconds where the options name none.
 * @throws InvalidInputError for options that are none.
 * @returns the options for the next request, with the time that is left.
 */
export function shareTimeout<Options extends CallOptions>(options: Options, whole: number): () => Options {
  const { timeout = whole } = requireCallOptions(options);
  const end = performance.now() + timeout;
  let isFirst = true;
  return () => {
    // The first has all of it, also what is no number: whoever makes the request says what is wrong with that.
    const left = isFirst ? timeout : Math.max(1, Math.ceil(end - performance.now()));
    isFirst = false;
    return { ...options, timeout: left };
  };
}
