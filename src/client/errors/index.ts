export { ClientError, type ClientErrorDetails, isClientError, type Method } from "./client-error.ts";
export {
  InvalidRequestError,
  PermissionDeniedError,
  PolicyViolationError,
  RateLimitedError,
  SyncAlreadyRequestedError,
  SyncWindowClosedError,
  TemporaryFailureError,
  TokenExpiredError,
} from "./refused.ts";
export {
  AbortedError,
  NetworkError,
  OutcomeUnknownError,
  TimeoutError,
  UnexpectedAnswerError,
  type UnknownOutcomeReason,
} from "./unanswered.ts";
