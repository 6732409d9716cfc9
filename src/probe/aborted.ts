import { CoexistenceError } from "../errors/index.ts";

/** What is thrown when the caller ends the probing. */
export function aborted(): CoexistenceError {
  return new CoexistenceError("aborted", "The probe was ended through its signal.");
}

/** @throws CoexistenceError `aborted`. */
export function requireUnaborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted();
}
