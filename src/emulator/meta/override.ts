import type { Members } from "../members.ts";
import type { CallbackOverride } from "../world/business.ts";
import type { World } from "../world/world.ts";
import { textOf } from "./call.ts";
import { refuseParameter } from "./refuse.ts";
import { verifyCallback } from "./verify-callback.ts";

/** The longest address of an override, in characters. */
const longest = 200;

/**
 * Reads an override and sends the verification request to its address.
 *
 * @returns nothing where there is none; Graph's refusal where it cannot be used.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export async function readOverride(
  world: World,
  parameters: Members,
): Promise<CallbackOverride | Response | undefined> {
  const url = textOf(parameters, "override_callback_uri");
  const verifyToken = textOf(parameters, "verify_token");
  if (url === undefined && verifyToken === undefined) return undefined;
  if (url === undefined) return refuseParameter("The parameter override_callback_uri is required.");
  if (verifyToken === undefined) return refuseParameter("The parameter verify_token is required.");
  if (url.length > longest) return refuseParameter(`override_callback_uri is longer than ${longest} characters.`);
  const override = { url, verifyToken };
  return (await verifyCallback(world, override)) ?? override;
}
