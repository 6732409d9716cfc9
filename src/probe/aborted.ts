import { CoexistenceError } from "../errors/index.ts";

/** What is thrown when the caller ends the sending. */
export function aborted(): CoexistenceError {
  return new CoexistenceError("aborted", "The sending was ended through its signal.");
}

/** @throws CoexistenceError `aborted`. */
export function requireUnaborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted();
}
