/**
 * Every `code` an error of this package can have. Switch on it rather than on `instanceof`: the code stays the same
 * across the ESM and the CommonJS copy of the package.
 */
export type CoexistenceErrorCode =
  /** A secret, token or header that verification needs is absent or blank. */
  | "secret_missing"
  /** A secret has fewer than 16 characters, so it is a placeholder rather than a secret. */
  | "secret_too_short"
  /** An option has a value that cannot be used. */
  | "invalid_option"
  /** The body was parsed before it could be verified. */
  | "raw_body_unavailable"
  /** The body is not valid UTF-8. */
  | "invalid_utf8"
  /** The body is not JSON. */
  | "invalid_json"
  /** The body is larger than the limit. */
  | "body_too_large"
  /** The body did not arrive completely, or not in time. */
  | "body_incomplete"
  /** One or more listeners failed. */
  | "listener_failed"
  /** The listeners were not done when the deadline passed. */
  | "deadline_exceeded"
  /** The listeners of an event failed so often that it became a dead letter. */
  | "event_given_up"
  /** The observer that takes metrics threw. */
  | "observer_failed"
  /** The intake could not keep a webhook. */
  | "intake_failed"
  /** A webhook arrived after the intake was closed. */
  | "intake_closed"
  /** More webhooks wait to be delivered than the intake may keep. */
  | "backlog_full"
  /** No driver for the intake's database is installed. */
  | "driver_missing"
  /** A listener was registered for an event that does not exist. */
  | "unknown_event_type"
  /** An argument cannot be used: a wrong id, a blank token, a malformed link. Nothing was sent. */
  | "invalid_input"
  /** The provider refused the call before doing any work, because there were too many. */
  | "rate_limited"
  /** The provider does not accept the token or key any more. */
  | "token_expired"
  /** The token or key is valid, and not allowed to do this. */
  | "permission_denied"
  /** The provider blocks the account or the call for a breach of its policies. */
  | "policy_violation"
  /** The provider found something wrong with the call, or with the state of what it is about. */
  | "invalid_request"
  /** This synchronization was asked for before. */
  | "sync_already_requested"
  /** The 24 hours in which a synchronization can be asked for are over. */
  | "sync_window_closed"
  /** The provider failed for a reason that passes. */
  | "temporary_failure"
  /** The call may have been carried out, and nothing says whether it was. */
  | "outcome_unknown"
  /** The call was not answered in time. */
  | "timeout"
  /** The provider could not be reached, or the connection broke. */
  | "network_failure"
  /** The provider's answer is not what it documents. */
  | "unexpected_answer"
  /** The caller ended the call through its signal. */
  | "aborted"
  /** Something an onboarding depends on is not so. Nothing was spent. */
  | "precondition_failed"
  /** The state of an onboarding could not be saved. */
  | "state_not_saved"
  /** Another process goes on with this onboarding. */
  | "onboarding_conflict"
  /** The business left the sign-up. */
  | "signup_cancelled"
  /** The sign-up showed the business an error. */
  | "signup_failed"
  /** Facebook's SDK could not be loaded. */
  | "sdk_unavailable";

const brand = Symbol.for("whatsapp-coexistence.error");

/**
 * The base of every error this package throws.
 *
 * It says what happened, where, and what to do. It never holds a secret, a phone number or a message text, so it can
 * be logged as it is.
 *
 * @example
 * ```ts
 * import { isCoexistenceError, parseWebhook } from "whatsapp-coexistence";
 *
 * try {
 *   parseWebhook("not JSON");
 * } catch (error) {
 *   if (isCoexistenceError(error)) console.log(error.code); // "invalid_json"
 * }
 * ```
 */
export class CoexistenceError extends Error {
  override readonly name: string = "CoexistenceError";
  /** What went wrong, as a stable word. */
  readonly code: CoexistenceErrorCode;

  constructor(code: CoexistenceErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    // Not enumerable, so that printing the error shows only what helps.
    Object.defineProperty(this, brand, { value: true });
  }

  /** The error as plain data, for structured logs. */
  toJSON(): { name: string; code: CoexistenceErrorCode; message: string } {
    return { name: this.name, code: this.code, message: this.message };
  }
}

/**
 * Tells whether a caught value is an error of this package, whichever copy of the package made it.
 *
 * @example
 * ```ts
 * import { CoexistenceError, isCoexistenceError } from "whatsapp-coexistence";
 *
 * console.log(isCoexistenceError(new CoexistenceError("invalid_json", "The body is not JSON."))); // true
 * console.log(isCoexistenceError(new Error("anything else"))); // false
 * ```
 */
export function isCoexistenceError(value: unknown): value is CoexistenceError {
  return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}
