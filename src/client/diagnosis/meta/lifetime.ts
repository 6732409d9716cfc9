import type { TokenInfo } from "../../../schemas/index.ts";
import { type Answer, explain } from "../ask.ts";
import { type DiagnosisCheck, type Finding, failed, passed, unknown, warning } from "../finding.ts";
import { printMoment } from "../moment.ts";

/** Long enough to reach the business, and much shorter than the 60 days of a token that expires. */
const soon = 14 * 24 * 60 * 60 * 1000;

/** Looks when a token expires, and when the app's access to the data of its owner ends. */
export function findLifetime(token: Answer<TokenInfo>, now: Date): Finding[] {
  if ("failure" in token) {
    return [unknown("token_lifetime", explain(token.failure)), unknown("data_access", explain(token.failure))];
  }
  const { is_valid, expires_at, data_access_expires_at } = token.value;
  if (is_valid !== true) {
    const reason = "This is not looked at while the token is not valid.";
    return [unknown("token_lifetime", { reason }), unknown("data_access", { reason })];
  }
  return [
    findEnd("token_lifetime", "The validity of the token", expires_at, now),
    findEnd("data_access", "The app's access to the customer's data", data_access_expires_at, now),
  ];
}

function findEnd(check: DiagnosisCheck, subject: string, seconds: number | undefined, now: Date): Finding {
  const end = new Date((seconds || Number.NaN) * 1000);
  const left = end.getTime() - now.getTime();
  if (Number.isNaN(left)) return passed(check, `${subject} has no end that Meta names.`);
  const moment = printMoment(end);
  if (left <= 0) {
    const fix = "Let the business sign up again. The login configuration says whether tokens expire.";
    return failed(check, { reason: `${subject} ended on ${moment}.`, fix });
  }
  if (left > soon) return passed(check, `${subject} ends on ${moment}.`);
  const fix = "Let the business sign up again before then. The login configuration says whether tokens expire.";
  return warning(check, { reason: `${subject} ends on ${moment}.`, fix });
}
