import type { Business } from "../../world/business.ts";
import { announceChannel } from "../announce.ts";
import type { Call } from "../call.ts";
import { channelsOf } from "../join.ts";
import { refuseInHub } from "../refusals.ts";

/** Asks for the end of a subscription, or takes that back. The number stays connected until the business disconnects it. */
export function requestCancellation(call: Call, clientId = "", channelId = ""): Response {
  const { world, body } = call;
  const isWanted = body["enabled"] !== false;
  return control(call, clientId, channelId, (business) => {
    business.atDialog360.cancelledAt = isWanted ? world.clock.now() : undefined;
    world.onNews(business, announceChannel(business, isWanted ? "cancellation_request" : "cancellation_revoke"));
  });
}

/** Brings back a channel whose subscription was to end. */
export function reactivate(call: Call, clientId = "", channelId = ""): Response {
  return control(call, clientId, channelId, ({ atDialog360 }) => {
    atDialog360.cancelledAt = undefined;
  });
}

function control({ world }: Call, clientId: string, channelId: string, act: (business: Business) => void): Response {
  const business = channelsOf(world).find(
    ({ atDialog360 }) => atDialog360.channelId === channelId && atDialog360.clientId === clientId,
  );
  if (business === undefined) return refuseInHub(404, "Channel not found");
  act(business);
  return Response.json({});
}
