import type { Meaning } from "../classify/refusal.ts";
import {
  type ClientError,
  type ClientErrorDetails,
  InvalidRequestError,
  NetworkError,
  OutcomeUnknownError,
  PermissionDeniedError,
  PolicyViolationError,
  RateLimitedError,
  SyncAlreadyRequestedError,
  SyncWindowClosedError,
  TemporaryFailureError,
  TimeoutError,
  TokenExpiredError,
  UnexpectedAnswerError,
  type UnknownOutcomeReason,
} from "../errors/index.ts";
import type { Failure } from "./attempt.ts";
import type { Call } from "./call.ts";

const refusals = {
  rate: RateLimitedError,
  temporary: TemporaryFailureError,
  token: TokenExpiredError,
  permission: PermissionDeniedError,
  policy: PolicyViolationError,
  input: InvalidRequestError,
  sync_requested: SyncAlreadyRequestedError,
  sync_closed: SyncWindowClosedError,
} as const satisfies Record<Meaning, new (message: string, details: ClientErrorDetails) => ClientError>;

/** The error for the last failure of a call. */
export function errorOf(failure: Failure, call: Call<unknown>, details: ClientErrorDetails): ClientError {
  const { kind, refusal, mayBeDone, explanation, reason, networkCode } = failure;
  if (mayBeDone && isUncertain(failure, call)) return outcomeUnknown(reason, call, details);
  if (refusal !== undefined)
    return new refusals[refusal.meaning](`was refused: ${explanation}${codesOf(details)}.`, details);
  if (kind === "unreadable") return new UnexpectedAnswerError(`was answered, and the answer ${explanation}.`, details);
  if (kind === "network") return new NetworkError(`failed: ${explanation}.`, details, networkCode);
  return new TimeoutError(`failed: ${explanation}. Try again, or set a longer timeout.`, details);
}

/**
 * Whether work that may be done is a matter for the caller. A refusal by something in between is taken for one by the
 * provider, except where a second call would cost something that is lost for good.
 */
function isUncertain({ kind, refusal }: Failure, { safety }: Call<unknown>): boolean {
  if (safety === "once") return true;
  return safety === "unsafe" && (kind !== "refused" || refusal?.meaning === "temporary");
}

export function outcomeUnknown(
  reason: UnknownOutcomeReason,
  call: Call<unknown>,
  details: ClientErrorDetails,
): ClientError {
  return new OutcomeUnknownError(reason, call.ifUnknown ?? "Look whether it was, before you call again.", details);
}

function codesOf({ status, providerCode, error_subcode }: ClientErrorDetails): string {
  const codes = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(providerCode === undefined ? [] : [`code ${providerCode}`]),
    ...(error_subcode === undefined ? [] : [`subcode ${error_subcode}`]),
  ];
  return codes.length === 0 ? "" : ` (${codes.join(", ")})`;
}
