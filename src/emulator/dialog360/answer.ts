import type { World } from "../world/world.ts";
import { readCall } from "./call.ts";
import { hubHost, messagingHost } from "./hosts.ts";
import { answerHub } from "./hub/answer-hub.ts";
import { answerMessaging } from "./messaging/answer-messaging.ts";
import { refuse, refuseInHub } from "./refusals.ts";

/** Paths of the messaging API that no API of Meta's has. */
const messagingPaths = ["/v1/configs/webhook", "/waba_webhook", "/multi_webhook", "/health_status", "/synchronization"];
const notJson = "The body is no object of JSON.";

/**
 * Answers a request for the Partner API (the hub), `/api/v2/…`, or for the Messaging API of a number.
 *
 * @returns nothing for a request that is for neither of them.
 */
export async function answerDialog360(world: World, request: Request): Promise<Response | undefined> {
  const { hostname, pathname } = new URL(request.url);
  const isForHub = hostname === hubHost || /^\/api\/v2(\/|$)/.test(pathname);
  // The host tells them from Meta's paths; where both are one host, the key does.
  const isForMessaging =
    hostname === messagingHost || request.headers.has("d360-api-key") || messagingPaths.includes(pathname);
  if (!isForHub && !isForMessaging) return undefined;
  const call = await readCall(world, request);
  if (isForHub) return call === undefined ? refuseInHub(400, notJson) : answerHub(call);
  return call === undefined ? refuse(400, notJson) : answerMessaging(call);
}
