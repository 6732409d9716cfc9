import type { Change } from "../../payloads/change.ts";
import { metaSender } from "../../payloads/sender.ts";
import type { Destination } from "../../traffic/sending/consign.ts";
import type { Business } from "../world/business.ts";
import { reach } from "../world/reach.ts";
import type { World } from "../world/world.ts";

/**
 * The fields of coexistence that an override covers. All others go to the app's own address.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
const covered = ["messages", "smb_message_echoes", "smb_app_state_sync", "history"];

/**
 * Where Meta sends a change: to the number's own callback, else to its account's, else to the app's. Undefined where the
 * app is not subscribed to the account or to the field, or has no callback: then the change is lost.
 *
 * Whether the number is still on the API is not asked: what was reported before it left is delivered, and that it left.
 */
export function routeMeta(world: World, { atMeta }: Business, { field }: Change): Destination | undefined {
  const { app } = world;
  if (!atMeta.isSubscribed || !isSubscribedTo(app.fields, field)) return undefined;
  const override = covered.includes(field) ? (atMeta.numberOverride ?? atMeta.accountOverride) : undefined;
  const url = override?.url ?? app.callbackUrl;
  return url === undefined ? undefined : { url: reach(world, url), sender: metaSender(app.secret) };
}

/** The App Dashboard is said to name the field of echoes without its prefix. */
function isSubscribedTo(fields: readonly string[], field: string): boolean {
  return fields.includes(field) || (field === "smb_message_echoes" && fields.includes("message_echoes"));
}
