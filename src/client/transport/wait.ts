import { isObject } from "../classify/members.ts";
import type { Answer } from "./send.ts";

/**
 * For how many seconds the provider wants no further call, where an answer says so.
 *
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export function readRetryAfter(headers: Answer["headers"], now: number): number | undefined {
  const waits = [...secondsOf(headers.get("retry-after"), now), ...usageOf(headers.get("x-business-use-case-usage"))];
  return waits.length === 0 ? undefined : Math.min(longestPlan, Math.max(...waits));
}

/** Seconds, here 30 days. Nobody waits longer, and a number that is no time at all, such as an id, is not shown. */
const longestPlan = 30 * 24 * 60 * 60;

/** `Retry-After`, in seconds or as a date, which begins with the day of the week in each of its forms. */
function secondsOf(value: string | null, now: number): number[] {
  const text = value?.trim() ?? "";
  if (/^\d+$/.test(text)) return [Number(text)];
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? [] : [Math.max(0, Math.ceil((date - now) / 1000))];
}

/** Meta's header: per business a list of limits, each with the minutes until it is open again. */
function usageOf(value: string | null): number[] {
  const usage = parseQuietly(value);
  if (!isObject(usage)) return [];
  return Object.values(usage)
    .flatMap((limits) => (Array.isArray(limits) ? limits : []))
    .map((limit) => (isObject(limit) ? minutesOf(limit["estimated_time_to_regain_access"]) * 60 : 0))
    .filter((seconds) => seconds > 0);
}

function minutesOf(value: unknown): number {
  const minutes = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof minutes === "number" ? minutes : 0;
}

function parseQuietly(value: string | null): unknown {
  try {
    return JSON.parse(value ?? "");
  } catch {
    return undefined;
  }
}

const firstBackoff = 500;
const longestBackoff = 8_000;

/**
 * Milliseconds to wait before the next attempt: what the provider says, else longer each time. A random part is in it, so
 * that many callers who were refused together do not come back together.
 *
 * @param longest - no wait is longer, in milliseconds.
 * @returns nothing where the provider asks for more.
 */
export function waitBefore(
  nextAttempt: number,
  retryAfter: number | undefined,
  longest: number,
  random: () => number,
): number | undefined {
  if (retryAfter !== undefined) {
    const asked = retryAfter * 1000;
    return asked > longest ? undefined : Math.min(longest, asked + random() * firstBackoff);
  }
  const backoff = Math.min(longest, longestBackoff, firstBackoff * 2 ** (nextAttempt - 2));
  return backoff / 2 + (random() * backoff) / 2;
}

/** Waits, unless the signal ends it. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
