import { requireUnaborted } from "./aborted.ts";
import { readAddress } from "./address.ts";
import { followPlan } from "./follow-plan.ts";
import { type ProbeOptions, readOptions } from "./options.ts";
import { makePlan } from "./plan.ts";
import type { ProbeReport } from "./report.ts";

/**
 * Sends to a webhook what a sender would send, one request after the other, and tells what is wrong with its answers.
 *
 * **Genuine webhooks reach the listeners of the receiver**: a message that staff sent, and a history of some
 * 13,000 messages. They are about {@link probeNumber}, and the ids of their messages begin with `wamid.PROBE`, so
 * that a listener can drop them. Each run has ids of its own.
 *
 * Requests go to this address and to nothing else; redirects are not followed. Over plain http nothing is sent, unless
 * the address leads to this machine. An address that cannot be reached is a result and no error.
 *
 * | sender | option | webhooks |
 * | --- | --- | --- |
 * | Meta | `appSecret`, and `verifyToken` for the challenge | Meta's envelope, escaped and signed |
 * | 360dialog, partner URL | `platformSecret` | 360dialog's envelope, signed |
 * | 360dialog, a number's URL | `webhookHeaders` | Meta's envelope, with these headers |
 *
 * @param url - the address, as the sender is to be given it.
 * @throws {@link InvalidInputError} for an address or an option that cannot be used. Nothing was sent then.
 * @throws {@link CoexistenceError} with code `aborted` when the caller's signal ends the probing.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 * @see https://docs.360dialog.com/docs/messaging/webhook
 * @example
 * ```ts
 * import { createCoexistence, probeWebhook } from "whatsapp-coexistence";
 *
 * const credentials = { appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" };
 * const coexistence = createCoexistence(credentials);
 *
 * // `fetch` leads straight to the receiver here. Leave it out to probe an address as senders reach it.
 * const options = { ...credentials, fetch: coexistence.fetch };
 * const { ready, probes } = await probeWebhook("https://example.com/webhook", options);
 * for (const { probe, verdict, reason, fix } of probes) {
 *   if (verdict === "failed") console.error(probe, reason, fix);
 * }
 * console.log(ready); // true
 * ```
 */
export async function probeWebhook(url: string | URL, options: ProbeOptions): Promise<ProbeReport> {
  const address = readAddress(url);
  const settings = readOptions(options);
  requireUnaborted(settings.signal);
  const { probes } = await followPlan(makePlan(address, settings), address, settings);
  return { ready: probes.every(({ verdict }) => verdict !== "failed"), probes };
}
