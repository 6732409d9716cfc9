import { randomHex } from "../../payloads/random-hex.ts";
import { onAbort } from "../../runtime/on-abort.ts";
import type { CallbackOverride } from "../world/business.ts";
import { isLoopback } from "../world/loopback.ts";
import { howToReach, isWithin, reach } from "../world/reach.ts";
import type { World } from "../world/world.ts";
import { refuse, refuseParameter } from "./refuse.ts";

/** How long an address may take to answer the challenge, in milliseconds. Meta names no limit. */
const patience = 10_000;

/**
 * Sends the verification request to an address that webhooks are to go to.
 *
 * @returns Graph's refusal, where it is not answered as it should be.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
export async function verifyCallback(world: World, callback: CallbackOverride): Promise<Response | undefined> {
  if (!isReachable(callback.url))
    return refuseParameter("The callback URL must be a valid URL that begins with https.");
  if (!isWithin(world, callback.url)) return refuseParameter(howToReach);
  const problem = await challenge(world, callback);
  if (problem === undefined) return undefined;
  const message = `(#2200) Callback verification failed with the following errors: ${problem}`;
  return refuse({ code: 2200, message });
}

/** Meta takes https alone. An application under test is on this machine, where there are no certificates. */
function isReachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/**
 * Sends the verification request.
 *
 * @returns what is wrong with the answer. Nothing where it is right.
 */
export async function challenge(
  world: World,
  { url: address, verifyToken }: CallbackOverride,
): Promise<string | undefined> {
  const url = new URL(reach(world, address));
  const expected = String(Number.parseInt(randomHex(5), 16));
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", expected);
  url.searchParams.set("hub.verify_token", verifyToken);
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), patience);
  const stopListening = onAbort(world.end, () => end.abort());
  if (world.end.aborted) end.abort();
  try {
    const response = await fetch(url, { redirect: "manual", signal: end.signal });
    const body = await response.text();
    if (response.status !== 200) return `HTTP Status Code = ${response.status}`;
    return body === expected ? undefined : "The response does not match the challenge";
  } catch {
    return "The address could not be reached";
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
