import { ClientError, type ClientErrorDetails } from "./client-error.ts";

/**
 * There were too many calls, so this one was refused before any work was done. `retryAfter` says how long to wait, where
 * the provider said so.
 *
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export class RateLimitedError extends ClientError {
  override readonly name = "RateLimitedError";

  constructor(message: string, details: ClientErrorDetails) {
    super("rate_limited", message, details);
  }
}

/** The token or key is not accepted: it expired, was revoked or replaced, or never was one. The business has to sign up again, or a key has to be minted. */
export class TokenExpiredError extends ClientError {
  override readonly name = "TokenExpiredError";

  constructor(message: string, details: ClientErrorDetails) {
    super("token_expired", message, details);
  }
}

/** The token or key is valid, and lacks a permission. */
export class PermissionDeniedError extends ClientError {
  override readonly name = "PermissionDeniedError";

  constructor(message: string, details: ClientErrorDetails) {
    super("permission_denied", message, details);
  }
}

/** The account or the call is blocked for a breach of the provider's policies. Trying again makes it worse. */
export class PolicyViolationError extends ClientError {
  override readonly name = "PolicyViolationError";

  constructor(message: string, details: ClientErrorDetails) {
    super("policy_violation", message, details);
  }
}

/** Something is wrong with the call, or with the state of the number, account or template it is about. */
export class InvalidRequestError extends ClientError {
  override readonly name = "InvalidRequestError";

  constructor(message: string, details: ClientErrorDetails) {
    super("invalid_request", message, details);
  }
}

/**
 * This synchronization was asked for before, by whomever. Its webhooks have come, or are on their way.
 *
 * Meta documents 2593107; code 4 has been seen in its place. It can be asked for again only after the business
 * disconnected and signed up anew.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export class SyncAlreadyRequestedError extends ClientError {
  override readonly name = "SyncAlreadyRequestedError";

  constructor(message: string, details: ClientErrorDetails) {
    super("sync_already_requested", message, details);
  }
}

/**
 * The 24 hours after the onboarding are over (2593108). The business has to disconnect in the app and sign up again.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export class SyncWindowClosedError extends ClientError {
  override readonly name = "SyncWindowClosedError";

  constructor(message: string, details: ClientErrorDetails) {
    super("sync_window_closed", message, details);
  }
}

/**
 * The provider failed for a reason that passes, more often than the call may be repeated. The call is one that may be made
 * again: where that could do harm, it is an {@link OutcomeUnknownError}.
 */
export class TemporaryFailureError extends ClientError {
  override readonly name = "TemporaryFailureError";

  constructor(message: string, details: ClientErrorDetails) {
    super("temporary_failure", message, details);
  }
}
