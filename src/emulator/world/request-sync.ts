import { randomHex } from "../../payloads/random-hex.ts";
import type { Business, SyncType } from "./business.ts";
import type { World } from "./world.ts";

const windowHours = 24;

/** What a request for a synchronization comes to. */
export type SyncAnswer =
  | { readonly outcome: "accepted"; readonly requestId: string }
  /** 2593107: it was asked for before. */
  | { readonly outcome: "limit_exceeded" }
  /** 2593108: the 24 hours are over. */
  | { readonly outcome: "window_over" };

/**
 * Asks for the contacts or the history: once after a sign-up, within 24 hours. Whether anybody gets the webhooks is not
 * asked: what was not subscribed is lost, as it is at Meta.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export function requestSync(world: World, business: Business, kind: SyncType): SyncAnswer {
  if (business.requested.has(kind)) return { outcome: "limit_exceeded" };
  const now = world.clock.now();
  if (now.getTime() - business.onboardedAt.getTime() > windowHours * 3_600_000) return { outcome: "window_over" };
  const requestId = `request-${randomHex(8)}`;
  business.requested.set(kind, { requestId, at: now });
  world.onSync(business, kind);
  return { outcome: "accepted", requestId };
}
