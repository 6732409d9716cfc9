import { randomHex } from "../../payloads/random-hex.ts";
import { isMembers, type Members } from "../members.ts";
import type { Business } from "../world/business.ts";
import type { World } from "../world/world.ts";
import { textOf } from "./call.ts";
import { refuseParameter } from "./refuse.ts";

/**
 * Sends a message through the API, or marks one as read. The customer gets and reads it at once: `sent`, `delivered` and
 * `read` follow as webhooks. What is in it is not looked at, apart from the object that its type names.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
export function sendMessage(world: World, business: Business, body: Members): Response {
  if (body["messaging_product"] !== "whatsapp") return refuseParameter("The parameter messaging_product is required.");
  if (body["status"] === "read") {
    const isNamed = textOf(body, "message_id") !== undefined;
    return isNamed ? Response.json({ success: true }) : refuseParameter("The parameter message_id is required.");
  }
  const to = textOf(body, "to");
  if (to === undefined) return refuseParameter("The parameter to is required.");
  const waId = to.replaceAll(/[\s()+.-]/g, "");
  if (!/^[1-9]\d{6,14}$/.test(waId)) return refuseParameter("Invalid parameter: to is no phone number.");
  const type = textOf(body, "type") ?? "text";
  if (!isMembers(body[type])) return refuseParameter(`The parameter ${printable(type)} is required.`);

  const id = `wamid.HBgL${randomHex(20).toUpperCase()}A=`;
  world.onMessage(business, { id, waId });
  return Response.json({ messaging_product: "whatsapp", contacts: [{ input: to, wa_id: waId }], messages: [{ id }] });
}

function printable(type: string): string {
  return /^\w{1,40}$/.test(type) ? type : "that the type names";
}
