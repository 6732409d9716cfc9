import { CoexistenceError } from "./coexistence-error.ts";

/**
 * The application's own observer threw. Nothing else came of it.
 *
 * What it threw is in {@link ObserverError.reason}, which is not printed with the error.
 */
export class ObserverError extends CoexistenceError {
  override readonly name = "ObserverError";
  /** What the observer threw. */
  declare readonly reason: unknown;

  constructor(reason: unknown) {
    super("observer_failed", "The observer threw.");
    Object.defineProperty(this, "reason", { value: reason, enumerable: false });
  }
}
