import type { CoexistenceError } from "../../errors/index.ts";
import { type Answer, explain, failureOf } from "./ask.ts";
import { type DiagnosisCheck, type Explanation, type Finding, failed, passed, unknown } from "./finding.ts";

/** Credentials, and what tells that they were refused. */
export interface Credentials {
  readonly check: DiagnosisCheck;
  readonly accepted: string;
  readonly refused: Explanation;
  readonly isRefusal: (failure: CoexistenceError) => boolean;
}

/** Looks whether credentials are accepted: the calls that were made with them tell, and one that succeeded is enough. */
export function findAcceptance(
  { check, accepted, refused, isRefusal }: Credentials,
  answers: readonly Answer<unknown>[],
): Finding {
  const failures = answers.map(failureOf).filter((failure) => failure !== undefined);
  const [first] = failures;
  if (first === undefined || failures.length < answers.length) return passed(check, accepted);
  return failures.some(isRefusal) ? failed(check, refused) : unknown(check, explain(first));
}

/** A key of 360dialog's that is none, or is somebody else's. */
export function isRefusedKey({ code }: CoexistenceError): boolean {
  return code === "token_expired" || code === "permission_denied";
}
