import * as z from "zod";
import { identifier, openList, optional, text } from "./primitives.ts";

/**
 * A channel of 360dialog, as its partner webhooks carry it. Pages describe `phone_number` and `phone_name` on the
 * channel, captured webhooks hold them under `setup_info`: look in both.
 */
export const Dialog360Channel = z.looseObject({
  /** The channel's id. */
  id: optional(identifier),
  client_id: optional(identifier),
  status: optional(text),
  hub_status: optional(text),
  availability_status: optional(text),
  account_mode: optional(openList(["sandbox", "live"])),
  is_on_biz_app: optional(z.boolean()),
  phone_number: optional(identifier),
  phone_name: optional(text),
  setup_info: optional(z.looseObject({ phone_number: optional(identifier), phone_name: optional(text) })),
  waba_account: optional(z.looseObject({ id: optional(identifier), external_id: optional(identifier) })),
});
/** A channel of 360dialog, as its partner webhooks carry it. */
export type Dialog360Channel = z.infer<typeof Dialog360Channel>;

/** The data of 360dialog's `waba_template_status_changed` and `waba_template_category_changed`. */
export const Dialog360Template = z.looseObject({
  template: optional(
    z.looseObject({
      id: optional(identifier),
      external_id: optional(identifier),
      name: optional(text),
      new_status: optional(text),
      language: optional(text),
      rejected_reason: optional(text),
    }),
  ),
});
/** The data of 360dialog's `waba_template_status_changed` and `waba_template_category_changed`. */
export type Dialog360Template = z.infer<typeof Dialog360Template>;

/** 360dialog's envelope, as it arrives on the partner webhook URL. */
export const Dialog360Webhook = z.looseObject({
  /** The event's id: the same for every delivery. */
  id: optional(identifier),
  event: openList([
    "account_restriction",
    "account_violation",
    "cancellation_processed",
    "cancellation_request",
    "cancellation_revoke",
    "channel_created",
    "channel_live",
    "channel_permission_granted",
    "channel_ready",
    "channel_running",
    "channel_status_changed",
    "channel_status_running",
    "channel_submitted",
    "client_created",
    "history",
    "phone_number_quality_changed",
    "smb_app_state_sync",
    "smb_message_echoes",
    "template_messaging_disabled",
    "template_messaging_enabled",
    "waba_template_category_changed",
    "waba_template_status_changed",
  ]),
  data: z.unknown(),
});
/** 360dialog's envelope, as it arrives on the partner webhook URL. */
export type Dialog360Webhook = z.infer<typeof Dialog360Webhook>;
