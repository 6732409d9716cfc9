import { InvalidInputError } from "../../errors/index.ts";
import { Dialog360Client } from "../dialog360/dialog360-client.ts";
import type { Dialog360PartnerClient } from "../dialog360/partner-client.ts";
import { requireObject } from "../input.ts";
import {
  type Dialog360OnboardingState,
  openDialog360State,
} from "../onboarding/dialog360/dialog360-onboarding-state.ts";
import { messagingAddress } from "../onboarding/dialog360/messaging-address.ts";
import { answerOf, ask } from "./ask.ts";
import { findChannel, findPartnerKey, findPartnerWebhook } from "./dialog360/channel.ts";
import { findMessaging } from "./dialog360/messaging.ts";
import { type Diagnosis, makeDiagnosis } from "./finding.ts";
import { type DiagnosisOptions, readDiagnosisOptions, requireAddress } from "./read-options.ts";
import { findSynchronization } from "./synchronization.ts";

/** What is to be diagnosed at 360dialog. */
export interface DiagnoseDialog360Options extends DiagnosisOptions {
  partner: Dialog360PartnerClient;
  /** The channel. Default: the one in the saved state. */
  channelId?: string | undefined;
  /** A client with the number's key. Default: one with the key in the saved state, where there is any. */
  messaging?: Dialog360Client | undefined;
  /** Where partner events are to go. Default: any address will do. */
  partnerWebhookUrl?: string | undefined;
  /** What {@link onboardDialog360} saved. Nothing else says whether the synchronizations were asked for. */
  state?: Dialog360OnboardingState | undefined;
}

/**
 * Looks at an integration with 360dialog as it is, and names what is wrong and how to put it right: the partner's key and
 * address, the channel, the number's key and address, and the synchronization. It works as {@link diagnose} does.
 *
 * @returns one finding for every check, in a fixed order.
 * @throws {@link InvalidInputError} for options that cannot be used. Nothing was sent then.
 * @throws {@link AbortedError} when the signal ends it.
 * @example
 * ```ts
 * import { Dialog360Client, Dialog360PartnerClient, diagnoseDialog360 } from "whatsapp-coexistence/client";
 *
 * const partner = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
 * const messaging = new Dialog360Client({ apiKey: process.env.NUMBER_API_KEY });
 * const { healthy, findings } = await diagnoseDialog360({ partner, messaging, channelId: "AbCdEfCH" });
 * console.log(healthy); // false
 * for (const { check, verdict } of findings) {
 *   if (verdict === "failed") console.log(check); // "partner_webhook_set"
 * }
 * ```
 */
export async function diagnoseDialog360(options: DiagnoseDialog360Options): Promise<Diagnosis> {
  const { partner, messaging, channelId, partnerWebhookUrl, state, callbackUrl, onboardedAt, now } =
    readOptions(options);
  const call = { signal: options.signal };
  const [partnerWebhook, channel, health, webhook] = await Promise.all([
    ask(() => partner.settings.getWebhookUrl(call)),
    ask(() => partner.channels.get(channelId, call)),
    messaging && ask(() => messaging.healthStatus(call)),
    messaging && ask(() => messaging.webhooks.get(call)),
  ]);
  const wabaId = answerOf(channel)?.waba_account?.external_id;
  const findings = [
    findPartnerKey([partnerWebhook, channel]),
    findPartnerWebhook(partnerWebhook, partnerWebhookUrl),
    ...findChannel(channel),
    ...findMessaging(health && webhook && { health, webhook, wabaId, callbackUrl }),
  ];
  const synchronization = findSynchronization({ now, onboardedAt, state, findings, onboardedBy: "onboardDialog360" });
  const url = webhook && answerOf(webhook)?.url;
  const partnerUrl = answerOf(partnerWebhook);
  return makeDiagnosis([...findings, ...synchronization], {
    ...(url === undefined ? {} : { number: url }),
    ...(partnerUrl === undefined ? {} : { partner: partnerUrl }),
  });
}

function readOptions(options: DiagnoseDialog360Options) {
  const { partner, messaging, channelId, partnerWebhookUrl, state, ...given } = requireObject("options", options);
  if (typeof partner?.channels?.get !== "function") {
    throw new InvalidInputError("partner", "is no Dialog360PartnerClient.");
  }
  if (messaging !== undefined && typeof messaging?.healthStatus !== "function") {
    throw new InvalidInputError("messaging", "is no Dialog360Client.");
  }
  return {
    ...readDiagnosisOptions(given),
    partner,
    messaging: messaging ?? clientOf(state),
    // Of a state that was given; without one, what an onboarding would begin with.
    channelId: openDialog360State({ channelId, state }).channelId,
    partnerWebhookUrl:
      partnerWebhookUrl === undefined ? undefined : requireAddress("partnerWebhookUrl", partnerWebhookUrl),
    state,
  };
}

function clientOf(state: Dialog360OnboardingState | undefined): Dialog360Client | undefined {
  if (state?.apiKey === undefined) return undefined;
  return new Dialog360Client({ apiKey: state.apiKey, baseUrl: messagingAddress(state.address) });
}
