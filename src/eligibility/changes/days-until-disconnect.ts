import { InvalidInputError } from "../../errors/index.ts";
import { dayLength, readInstant } from "../day.ts";
import { stayingConnected } from "./staying-connected.ts";

/** Whose idle time counts, and until when. */
export interface DaysUntilDisconnectOptions {
  /** The phone that holds the number, or a linked device. Default: `"primary"`. */
  readonly device?: "primary" | "companion" | undefined;
  /** The moment to count from. Default: now. */
  readonly on?: Date | string | undefined;
}

/**
 * Counts the days until an idle device ends the connection: 14 after the primary phone was last used, 30 after a companion
 * was. A day that has begun counts, so 0 means that the time is over.
 *
 * A day has 24 hours. A text such as `"2026-09-01"` stands for the start of that day in UTC. Meta says "about" 14 and 30
 * days, so remind the owner while there is still a day: at 1. A device that was seen after `on`, as clocks that differ have
 * it, was seen just now.
 *
 * @throws {@link InvalidInputError} for a `lastSeen` or an `on` that is no date, and for another `device`.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @example
 * ```ts
 * import { daysUntilDisconnect } from "whatsapp-coexistence";
 *
 * console.log(daysUntilDisconnect("2026-09-01", { on: "2026-09-14" })); // 1
 * console.log(daysUntilDisconnect("2026-09-01", { on: "2026-09-14", device: "companion" })); // 17
 * ```
 */
export function daysUntilDisconnect(lastSeen: Date | string, options: DaysUntilDisconnectOptions = {}): number {
  const seen = readInstant("lastSeen", lastSeen);
  const on = options.on === undefined ? new Date() : readInstant("on", options.on);
  const { days } = ruleFor(options.device ?? "primary");
  const idleDays = Math.floor((on.getTime() - seen.getTime()) / dayLength);
  return Math.min(days, Math.max(0, days - idleDays));
}

function ruleFor(device: unknown): { readonly days: number } {
  if (device === "primary") return stayingConnected.primaryIdle;
  if (device === "companion") return stayingConnected.companionIdle;
  throw new InvalidInputError("device", 'is neither "primary" nor "companion".');
}
