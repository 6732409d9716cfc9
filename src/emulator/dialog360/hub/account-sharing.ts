import type { Business } from "../../world/business.ts";
import { type Call, isText } from "../call.ts";
import { channelsOf, joinDialog360 } from "../join.ts";
import { refuseInHub } from "../refusals.ts";

const tiers: readonly unknown[] = [undefined, "", "basic", "regular", "premium"];

/**
 * Makes a client account.
 *
 * @see https://docs.360dialog.com/partner/partner-api/api-reference/account-sharing
 */
export function shareClient({ world, body }: Call): Response {
  const { name, email, user_name } = body;
  const { clients } = world.partner;
  if (!isText(name) || !isText(email) || !isText(user_name)) {
    return refuseInHub(400, "name, email and user_name are required.");
  }
  const isKnown = clients.some(({ contact_info }) => contact_info.email.toLowerCase() === email.toLowerCase());
  if (isKnown) return refuseInHub(400, "A client with this e-mail address exists.");
  const id = `Shared${String(clients.length + 1).padStart(2, "0")}CL`;
  clients.push({ id, name, status: "active", contact_info: { email, full_name: user_name } });
  const now = world.clock.now().toISOString();
  return Response.json({ id, created_at: now, modified_at: now });
}

/** Hosts a number of an own Embedded Signup: one that signed up at Meta. */
export function shareNumber({ world, body }: Call): Response {
  const { solution_id, waba_external_id, waba_business_id, client_id, channel_external_id, tier } = body;
  if (!isText(solution_id) || !isText(waba_external_id)) {
    return refuseInHub(400, "solution_id and waba_external_id are required.");
  }
  if (!isText(waba_business_id) && !isText(client_id)) {
    return refuseInHub(400, "waba_business_id or client_id is required.");
  }
  if (!tiers.includes(tier)) return refuseInHub(400, "tier is none of basic, regular and premium.");
  if (isText(client_id) && !world.partner.clients.some(({ id }) => id === client_id)) {
    return refuseInHub(404, "Client not found");
  }
  const isMeant = ({ wabaId, businessId, phoneNumberId }: Business): boolean =>
    wabaId === waba_external_id &&
    (!isText(waba_business_id) || businessId === waba_business_id) &&
    (!isText(channel_external_id) || phoneNumberId === channel_external_id);
  const meant = [...world.businesses.values()].filter(isMeant);
  const hosted = channelsOf(world);
  const business = meant.find((each) => !hosted.includes(each));
  if (meant.length === 0) return refuseInHub(404, "The account has not shared the solution.");
  if (business === undefined) return refuseInHub(400, "The number is hosted already.");
  if (isText(client_id)) business.atDialog360.clientId = client_id;
  joinDialog360(world, business);
  return Response.json({ ...body, message: "Success. Please wait, your number is onboarding." });
}
