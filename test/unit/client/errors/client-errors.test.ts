import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  AbortedError,
  ClientError,
  type ClientErrorDetails,
  type CoexistenceErrorCode,
  InvalidRequestError,
  isCoexistenceError,
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
} from "../../../../src/client/index.ts";

const details = { provider: "meta", method: "GET", path: "/{wabaId}/phone_numbers", attempts: 2 } as const;
const all = {
  ...details,
  status: 400,
  providerCode: 190,
  error_subcode: 463,
  fbtrace_id: "Aabcdefghij",
  retryAfter: 5,
};

type Kind = new (message: string, details: ClientErrorDetails) => ClientError;

const kinds: readonly (readonly [Kind, CoexistenceErrorCode])[] = [
  [AbortedError, "aborted"],
  [InvalidRequestError, "invalid_request"],
  [NetworkError, "network_failure"],
  [PermissionDeniedError, "permission_denied"],
  [PolicyViolationError, "policy_violation"],
  [RateLimitedError, "rate_limited"],
  [SyncAlreadyRequestedError, "sync_already_requested"],
  [SyncWindowClosedError, "sync_window_closed"],
  [TemporaryFailureError, "temporary_failure"],
  [TimeoutError, "timeout"],
  [TokenExpiredError, "token_expired"],
  [UnexpectedAnswerError, "unexpected_answer"],
];

describe.each(kinds.map(([Kind, code]) => ({ Kind, name: Kind.name, code })))("$name", ({ Kind, name, code }) => {
  const make = (given: ClientErrorDetails): ClientError => new Kind("was refused.", given);

  it("has its name and its code, and is told by both", () => {
    const error = make(details);
    expect(error).toMatchObject({ name, code, message: "GET /{wabaId}/phone_numbers was refused." });
    expect(error).toBeInstanceOf(ClientError);
    expect(isCoexistenceError(error)).toBe(true);
    expect(String(error)).toBe(`${name}: GET /{wabaId}/phone_numbers was refused.`);
  });

  it("carries what is known, also as JSON", () => {
    expect(JSON.parse(JSON.stringify(make(all)))).toEqual({
      name,
      code,
      message: "GET /{wabaId}/phone_numbers was refused.",
      ...all,
    });
  });

  it("has no members for what is not known", () => {
    const error = make({ ...details, status: undefined, fbtrace_id: undefined });
    for (const member of ["status", "providerCode", "error_subcode", "fbtrace_id", "retryAfter", "cause"]) {
      expect(error).not.toHaveProperty(member);
    }
    expect(inspect(error)).not.toContain("undefined");
  });
});

describe("OutcomeUnknownError", () => {
  const error = new OutcomeUnknownError("timeout", "Wait.", details);

  it("says why, and what to do", () => {
    expect(error.message).toBe(
      "GET /{wabaId}/phone_numbers may have been carried out or not (timeout). It was not sent again. Wait.",
    );
    expect(error.toJSON()).toMatchObject({ name: "OutcomeUnknownError", code: "outcome_unknown", reason: "timeout" });
  });
});

describe("NetworkError", () => {
  it("carries what the runtime calls it, where it is known", () => {
    expect(new NetworkError("failed.", details, "ECONNRESET").toJSON()).toMatchObject({
      networkCode: "ECONNRESET",
    });
    expect(new NetworkError("failed.", details).toJSON()).not.toHaveProperty("networkCode");
  });
});
