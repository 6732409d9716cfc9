import { channelsOf } from "../join.ts";
import { refuse } from "../refusals.ts";
import type { NumberCall } from "./number-call.ts";
import { badWebhook, readWebhook } from "./read-webhook.ts";

/** @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks */
export function printWebhook({ business }: NumberCall): Response {
  return Response.json(business.atDialog360.webhook ?? {});
}

export function setWebhook({ world, business, body }: NumberCall): Response {
  const webhook = readWebhook(world, body);
  if (webhook === undefined) return refuse(400, badWebhook);
  business.atDialog360.webhook = webhook;
  return Response.json({ message: "The webhook is set." });
}

/** Sets the address of all numbers of the account. Their own ones win, unless `override_all` ends them. */
export function setAccountWebhook({ world, business, body }: NumberCall): Response {
  const webhook = readWebhook(world, body);
  if (webhook === undefined) return refuse(400, badWebhook);
  for (const { wabaId, atDialog360 } of channelsOf(world)) {
    if (wabaId !== business.wabaId) continue;
    atDialog360.accountWebhook = webhook;
    if (body["override_all"] === true) atDialog360.webhook = undefined;
  }
  return Response.json({ message: "The webhook is set." });
}
