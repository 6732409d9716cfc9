import { isObject } from "../classify/members.ts";
import type { Answer } from "./send.ts";

/**
 * For how many seconds the provider wants no further call, where an answer says so.
 *
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export function readRetryAfter(headers: Answer["headers"], now: number): number | undefined {
  const waits = [...secondsOf(headers.get("retry-after"), now), ...usageOf(headers.get("x-business-use-case-usage"))];
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** `Retry-After`, in seconds or as a date. */
function secondsOf(value: string | null, now: number): number[] {
  const text = value?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return [Number(text)];
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? [] : [Math.max(0, Math.ceil((date - now) / 1000))];
}

/** Meta's header: per business a list of limits, each with the minutes until it is open again. */
function usageOf(value: string | null): number[] {
  const usage = parseQuietly(value);
  if (!isObject(usage)) return [];
  return Object.values(usage)
    .flatMap((limits) => (Array.isArray(limits) ? limits : []))
    .map((limit) => (isObject(limit) ? Number(limit["estimated_time_to_regain_access"]) * 60 : Number.NaN))
    .filter((seconds) => Number.isFinite(seconds) && seconds > 0);
}

function parseQuietly(value: string | null): unknown {
  try {
    return JSON.parse(value ?? "");
  } catch {
    return undefined;
  }
}

const firstWait = 500;
const longestBackoff = 8_000;

/**
 * Milliseconds to wait before the next attempt: what the provider says, else longer each time. A random part is added,
 * so that many callers who were refused together do not come back together.
 */
export function waitBefore(nextAttempt: number, retryAfter: number | undefined, random: () => number): number {
  if (retryAfter !== undefined) return retryAfter * 1000 + random() * firstWait;
  const backoff = Math.min(longestBackoff, firstWait * 2 ** (nextAttempt - 2));
  return backoff / 2 + (random() * backoff) / 2;
}

/** Waits, unless the signal ends it. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
