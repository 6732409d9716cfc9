import type { Change } from "../../payloads/change.ts";
import type { Business } from "../world/business.ts";
import { printChannel } from "./channel.ts";

/**
 * What a partner is told while a number signs up, in this order.
 *
 * @see https://docs.360dialog.com/partner/partner-api/api-reference/webhooks
 */
export const signUpEvents = [
  "client_created",
  "channel_created",
  "channel_ready",
  "channel_running",
  "channel_live",
] as const;

/** Something that 360dialog tells its partner about a client or channel. */
export type PartnerEvent = (typeof signUpEvents)[number] | "cancellation_request" | "cancellation_revoke";

type State = Pick<Business["atDialog360"], "status" | "hubStatus" | "integrationState">;

// 360dialog documents the events, and no member of the channel that goes with them. Integrators act on these.
const states: Readonly<Partial<Record<PartnerEvent, State>>> = {
  channel_created: { status: "created", hubStatus: "created", integrationState: "created" },
  channel_ready: { status: "ready", hubStatus: "created", integrationState: "created" },
  channel_running: { status: "ready", hubStatus: "created", integrationState: "running" },
  channel_live: { status: "ready", hubStatus: "live", integrationState: "running" },
};

/**
 * Takes a channel to where an event says that it is, and makes the event: its name is the field, and its value stays what it
 * was when it happened, however late it is delivered.
 */
export function announceChannel(business: Business, event: PartnerEvent): Change {
  const { atDialog360 } = business;
  Object.assign(atDialog360, states[event]);
  return { field: event, value: event === "client_created" ? { id: atDialog360.clientId } : printChannel(business) };
}
