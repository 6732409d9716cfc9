import { isObject, readInteger, readTrace } from "./members.ts";
import { findMetaCode } from "./meta-codes.ts";
import { type Refusal, refusalByStatus } from "./refusal.ts";

/**
 * Understands an answer of Meta's that is not a success.
 *
 * @param body - the answer, decoded; anything at all.
 * @returns nothing for an answer that refuses nothing.
 */
export function refusalOfMeta(status: number, body: unknown): Refusal | undefined {
  const error = isObject(body) ? body["error"] : undefined;
  const code = isObject(error) ? readInteger(error["code"]) : undefined;
  if (!isObject(error) || code === undefined) {
    return status >= 200 && status <= 299 ? undefined : refusalByStatus(status, false);
  }
  const known = findMetaCode(code);
  const byStatus = status >= 500 ? refusalByStatus(status, true) : refusalByStatus(400, true);
  return {
    ...byStatus,
    ...known,
    isClean: true,
    providerCode: code,
    error_subcode: readInteger(error["error_subcode"]),
    fbtrace_id: readTrace(error["fbtrace_id"]),
  };
}

/**
 * The same for calls that ask for a synchronization: a second one has been answered with code 4, which elsewhere is a
 * rate limit to wait out.
 */
export function refusalOfSynchronization(status: number, body: unknown): Refusal | undefined {
  const refusal = refusalOfMeta(status, body);
  if (refusal === undefined) return undefined;
  const { providerCode, error_subcode } = refusal;
  for (const code of [error_subcode, providerCode]) {
    const known = code === undefined ? undefined : findMetaCode(code);
    if (known?.meaning === "sync_requested" || known?.meaning === "sync_closed") return { ...refusal, ...known };
  }
  return providerCode === 4 ? { ...refusal, ...findMetaCode(2593107) } : refusal;
}

const exchangeExplanations: Readonly<Record<number, string>> = {
  1: "the app's secret is wrong, or the request is malformed",
  100: "the code was used before, is older than 30 seconds, or belongs to another app",
  101: "the app's id or secret is wrong",
};

/**
 * The same for the exchange of a code. A wrong secret is reported to be answered with code 1, which elsewhere says that
 * something unknown happened.
 */
export function refusalOfCodeExchange(status: number, body: unknown): Refusal | undefined {
  const refusal = refusalOfMeta(status, body);
  const explanation = exchangeExplanations[refusal?.providerCode ?? 0];
  if (refusal === undefined || explanation === undefined || status >= 500) return refusal;
  return { ...refusal, meaning: "input", explanation };
}
