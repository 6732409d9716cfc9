// A type and not an interface, which the compiler would not take for JSON. The same holds for the states.

/**
 * What became of a call that can be made only once.
 *
 * - `open`: it was not made, or refused before any work was done.
 * - `sent`: it was made, or was about to be. Nothing says what became of it.
 * - `done`: it was accepted.
 * - `already_done`: the provider says that it was made before.
 * - `refused`: it was refused, and cannot be made again.
 */
export type OneShot = {
  readonly status: "open" | "sent" | "done" | "already_done" | "refused";
  /** When it was made, as an ISO date. */
  readonly sentAt?: string;
  /** Meta's id of the request, which its support asks for. */
  readonly request_id?: string;
};

/** A one-shot call that was not made yet. */
export const open: OneShot = { status: "open" };

const statuses = new Set<unknown>(["open", "sent", "done", "already_done", "refused"] satisfies OneShot["status"][]);

/** Tells whether a value that was stored can be one. */
export function isOneShot(value: unknown): value is OneShot {
  const { status, sentAt = "", request_id = "" } = Object(value) as OneShot;
  return statuses.has(status) && typeof sentAt === "string" && typeof request_id === "string";
}
