import { isObject, readInteger } from "./members.ts";
import { refusalOfMeta, refusalOfSynchronization } from "./meta.ts";
import { type Refusal, refusalByStatus } from "./refusal.ts";

/**
 * Understands an answer of 360dialog's that is not a success. Three shapes are known: Meta's `{ error: { code } }` passed
 * through, the hub's `{ meta: { success, http_code, error_data } }`, and `{ error: "text" }` of the configuration
 * endpoints and of the token endpoint.
 *
 * @param body - the answer, decoded; anything at all.
 * @returns nothing for an answer that refuses nothing.
 */
export function refusalOfDialog360(status: number, body: unknown): Refusal | undefined {
  const passedThrough = refusalOfMeta(status, body);
  if (passedThrough?.providerCode !== undefined || !isObject(body)) return passedThrough;
  const { meta, error } = body;
  if (isObject(meta) && meta["success"] === false) {
    const { http_code, error_data } = meta;
    // The hub's codes are not published, so they are shown and decide nothing.
    const providerCode = isObject(error_data) ? readInteger(error_data["code"]) : undefined;
    const worse = Math.max(status, readInteger(http_code) ?? 0);
    return { ...refusalByStatus(worse, true), providerCode };
  }
  if (typeof error !== "string" || error === "") return passedThrough;
  // With a status of success it says two things at once, and what can be made only once may have been made.
  return refusalByStatus(status, status >= 400);
}

/** The same for `/synchronization`, where Meta's answers are passed through, and 409 says "in this state already". */
export function refusalOfDialog360Synchronization(status: number, body: unknown): Refusal | undefined {
  const passedThrough = refusalOfSynchronization(status, body);
  if (passedThrough?.providerCode !== undefined) return passedThrough;
  const refusal = refusalOfDialog360(status, body);
  if (status !== 409 || !refusal?.isClean) return refusal;
  return { ...refusal, meaning: "sync_requested", explanation: "this synchronization was requested before" };
}
