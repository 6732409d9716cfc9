import type { Change } from "../../payloads/change.ts";
import { numberUrlSender, partnerUrlSender } from "../../payloads/sender.ts";
import type { Destination } from "../../traffic/sending/consign.ts";
import type { Business, Dialog360Webhook } from "../world/business.ts";
import { reach } from "../world/reach.ts";
import type { World } from "../world/world.ts";

/** What goes to the address of a number. */
const numberFields = ["messages", "smb_message_echoes"];

/**
 * Where 360dialog sends a change: history, contacts and the partner's own events to the partner's address; messages,
 * echoes and statuses to the number's, else to its account's, and then to the further destinations of the number. Whether
 * it forwards `account_update` is not documented, so nobody gets that.
 *
 * @returns the main address first. The others get it only when that one answered 200. Empty where nobody gets it.
 * @see https://docs.360dialog.com/partner/onboarding/whatsapp-coexistence/coexistence-webhooks
 */
export function routeDialog360(world: World, { atDialog360 }: Business, { field }: Change): Destination[] {
  if (field === "account_update") return [];
  if (numberFields.includes(field)) {
    const main = atDialog360.webhook ?? atDialog360.accountWebhook;
    const more = atDialog360.more.isEnabled ? atDialog360.more.destinations : [];
    return main === undefined ? [] : [main, ...more].map((webhook) => toNumber(world, webhook));
  }
  const { webhookUrl, platformSecret } = world.partner;
  return webhookUrl === null ? [] : [{ url: reach(world, webhookUrl), sender: partnerUrlSender(platformSecret) }];
}

function toNumber(world: World, { url, headers }: Dialog360Webhook): Destination {
  return { url: reach(world, url), sender: numberUrlSender(headers) };
}
