import type { Dialog360PartnerChannel } from "../../../schemas/index.ts";
import type { FailedPrecondition } from "../precondition-error.ts";

/** Looks whether a channel can be onboarded. */
export function checkChannel(
  channel: Dialog360PartnerChannel | undefined,
  isLive: (channel: Dialog360PartnerChannel) => boolean,
): FailedPrecondition[] {
  if (channel === undefined) {
    const fix = "The partner has no such channel. Do not trust the redirect that named it.";
    return [{ condition: "channel_found", fix }];
  }
  const failures: FailedPrecondition[] = [];
  // A promise, which JavaScript would let pass, says nothing.
  if (isLive(channel) !== true) {
    failures.push({
      condition: "channel_live",
      fix: "The channel is not live. Wait for the partner event channel_live.",
    });
  }
  // The member is no part of 360dialog's documentation, so that its absence says nothing.
  if (channel.is_on_biz_app === false) {
    const fix = "The number is not in the WhatsApp Business app, so there is nothing to synchronize.";
    failures.push({ condition: "number_on_business_app", fix });
  }
  return failures;
}

/** The states that integrators act on. 360dialog documents the event, and no member of the channel that goes with it. */
export function isLiveChannel({ status, integration }: Dialog360PartnerChannel): boolean {
  return status === "ready" || integration?.state === "running";
}

/**
 * Looks whether partner events go anywhere: history and contacts are among them.
 *
 * @see https://docs.360dialog.com/partner/onboarding/whatsapp-coexistence/coexistence-webhooks
 */
export function checkPartnerWebhook(webhookUrl: string | undefined): FailedPrecondition[] {
  if (webhookUrl !== undefined && webhookUrl !== "") return [];
  const fix =
    "History and contacts go to the partner's webhook URL, and none is set. Call partner.settings.setWebhookUrl.";
  return [{ condition: "partner_webhook_set", fix }];
}
