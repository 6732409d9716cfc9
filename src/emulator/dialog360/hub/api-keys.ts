import { randomHex } from "../../../payloads/random-hex.ts";
import type { Business } from "../../world/business.ts";
import type { Call } from "../call.ts";
import { appIdOf } from "../channel.ts";
import { hubHost, messagingHost } from "../hosts.ts";
import { channelsOf } from "../join.ts";
import { refuseInHub } from "../refusals.ts";

/** Lists what is known of the key of a channel, and not the key. */
export function listKeys(call: Call, channelId = ""): Response {
  return withChannel(call, channelId, (business) => {
    const { apiKey } = business.atDialog360;
    return Response.json({ api_keys: apiKey === undefined ? [] : [{ id: apiKey.id, app_id: appIdOf(business) }] });
  });
}

/**
 * Makes a key. Every earlier one ends.
 *
 * @see https://docs.360dialog.com/docs/api-key
 */
export function mintKey(call: Call, channelId = ""): Response {
  return withChannel(call, channelId, (business) => {
    const id = `${randomHex(4)}AK`;
    const value = randomHex(16);
    business.atDialog360.apiKey = { id, value };
    const { hostname, origin } = call.url;
    const address = hostname === hubHost ? `https://${messagingHost}` : origin;
    return Response.json({ id, address, api_key: value, app_id: appIdOf(business) }, { status: 201 });
  });
}

export function revokeKeys(call: Call, channelId = ""): Response {
  return withChannel(call, channelId, ({ atDialog360 }) => {
    atDialog360.apiKey = undefined;
    return new Response(null, { status: 204 });
  });
}

function withChannel({ world }: Call, channelId: string, answer: (business: Business) => Response): Response {
  const business = channelsOf(world).find(({ atDialog360 }) => atDialog360.channelId === channelId);
  return business === undefined ? refuseInHub(404, "Channel not found") : answer(business);
}
