import { howToReach, isWithin } from "../../world/reach.ts";
import { isPartnerAddress } from "../address.ts";
import type { Call } from "../call.ts";
import { refuseInHub } from "../refusals.ts";

export function printPartner({ world: { partner } }: Call): Response {
  const { id, webhookUrl, redirectUrl } = partner;
  return Response.json({ id, webhook_url: webhookUrl, partner_redirect_url: redirectUrl });
}

/** Sets the addresses that are named. */
export function changePartner(call: Call): Response {
  const { world } = call;
  const { partner } = world;
  const { webhook_url = partner.webhookUrl, partner_redirect_url = partner.redirectUrl } = call.body;
  const isTaken = (address: unknown): address is string | null => address === null || isPartnerAddress(address);
  if (!isTaken(webhook_url) || !isTaken(partner_redirect_url)) return refuseInHub(400, "This is no https address.");
  if (webhook_url !== null && !isWithin(world, webhook_url)) return refuseInHub(400, howToReach);
  partner.webhookUrl = webhook_url;
  partner.redirectUrl = partner_redirect_url;
  return printPartner(call);
}

export function printWebhookUrl({ world: { partner } }: Call): Response {
  return Response.json({ webhook_url: partner.webhookUrl });
}

export function setWebhookUrl(call: Call): Response {
  const { webhook_url } = call.body;
  if (!isPartnerAddress(webhook_url)) return refuseInHub(400, "webhook_url is no https address.");
  if (!isWithin(call.world, webhook_url)) return refuseInHub(400, howToReach);
  call.world.partner.webhookUrl = webhook_url;
  return printWebhookUrl(call);
}
