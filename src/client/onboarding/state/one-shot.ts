/**
 * What became of a call that can be made only once.
 *
 * - `open`: it was not made, or refused before any work was done.
 * - `sent`: it was made, or was about to be. Nothing says what became of it.
 * - `done`: it was accepted.
 * - `already_done`: the provider says that it was made before.
 * - `refused`: it was refused, and cannot be made again.
 */
export interface OneShot {
  readonly status: "open" | "sent" | "done" | "already_done" | "refused";
  /** When it was made, as an ISO date. */
  readonly sentAt?: string;
  /** Meta's id of the request, which its support asks for. */
  readonly request_id?: string;
}

/** A one-shot call that was not made yet. */
export const open: OneShot = { status: "open" };
