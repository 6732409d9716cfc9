import type { Dialog360PartnerChannel } from "../../../schemas/index.ts";
import type { Problem } from "../problem.ts";

/** What is looked at in a channel. */
export type ChannelCondition = "channel_found" | "channel_live" | "number_on_business_app";

/** Looks whether a channel can be onboarded. */
export function checkChannel(
  channel: Dialog360PartnerChannel | undefined,
  isLive: (channel: Dialog360PartnerChannel) => boolean,
): Problem<ChannelCondition>[] {
  if (channel === undefined) {
    const reason = "The partner has no such channel.";
    return [{ condition: "channel_found", reason, fix: "Do not trust a redirect that named it: it is not signed." }];
  }
  const failures: Problem<ChannelCondition>[] = [];
  // A promise, which JavaScript would let pass, says nothing.
  if (isLive(channel) !== true) {
    failures.push({
      condition: "channel_live",
      reason: "The channel is not live.",
      fix: "Wait for the partner event channel_live.",
    });
  }
  // The member is no part of 360dialog's documentation, so that its absence says nothing.
  if (channel.is_on_biz_app === false) {
    failures.push({
      condition: "number_on_business_app",
      reason: "The number is not in the WhatsApp Business app, so there is nothing to synchronize.",
      fix: "Let the business sign up with the number that it uses there.",
    });
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
export function checkPartnerWebhook(webhookUrl: string | undefined): Problem<"partner_webhook_set">[] {
  if (webhookUrl !== undefined && webhookUrl !== "") return [];
  const reason = "History and contacts go to the partner's webhook URL, and none is set.";
  return [{ condition: "partner_webhook_set", reason, fix: "Call partner.settings.setWebhookUrl." }];
}
