import * as z from "zod";
import { identifier, openList, optional, text, timestamp } from "./primitives.ts";
import { Contact, Metadata } from "./shared.ts";

/** The value of a `phone_number_quality_update` change. */
export const PhoneNumberQualityUpdateValue = z.looseObject({
  display_phone_number: optional(identifier),
  event: openList(["ONBOARDING", "THROUGHPUT_UPGRADE"]),
  old_limit: optional(text),
  current_limit: optional(text),
  max_daily_conversations_per_business: optional(identifier),
});
/** The value of a `phone_number_quality_update` change. */
export type PhoneNumberQualityUpdateValue = z.infer<typeof PhoneNumberQualityUpdateValue>;

/** The value of a `phone_number_name_update` change. */
export const PhoneNumberNameUpdateValue = z.looseObject({
  display_phone_number: optional(identifier),
  decision: openList(["APPROVED", "DEFERRED", "PENDING", "REJECTED"]),
  requested_verified_name: optional(text),
  rejection_reason: optional(text),
});
/** The value of a `phone_number_name_update` change. */
export type PhoneNumberNameUpdateValue = z.infer<typeof PhoneNumberNameUpdateValue>;

/** The value of a `security` change. */
export const SecurityValue = z.looseObject({
  display_phone_number: optional(identifier),
  event: openList(["PIN_CHANGED", "PIN_RESET_REQUEST", "PIN_REQUEST_SUCCESS"]),
  requester: optional(identifier),
});
/** The value of a `security` change. */
export type SecurityValue = z.infer<typeof SecurityValue>;

/** One customer's choice about marketing messages. */
export const UserPreference = z.looseObject({
  wa_id: optional(identifier),
  user_id: optional(identifier),
  detail: optional(text),
  category: optional(openList(["marketing_messages"])),
  value: openList(["stop", "resume"]),
  timestamp: optional(timestamp),
});
/** One customer's choice about marketing messages. */
export type UserPreference = z.infer<typeof UserPreference>;

/** The value of a `user_preferences` change. */
export const UserPreferencesValue = z.looseObject({
  messaging_product: optional(text),
  metadata: optional(Metadata),
  contacts: optional(z.array(Contact)),
  user_preferences: z.array(UserPreference),
});
/** The value of a `user_preferences` change. */
export type UserPreferencesValue = z.infer<typeof UserPreferencesValue>;

const change = z.looseObject({ previous: optional(identifier), current: optional(identifier) });

/** One customer's new business-scoped user id. */
export const UserIdUpdate = z.looseObject({
  wa_id: optional(identifier),
  detail: optional(text),
  user_id: optional(change),
  parent_user_id: optional(change),
  timestamp: optional(timestamp),
});
/** One customer's new business-scoped user id. */
export type UserIdUpdate = z.infer<typeof UserIdUpdate>;

/** The value of a `user_id_update` change. Meta's pages disagree on whether it can be subscribed to. */
export const UserIdUpdateValue = z.looseObject({
  messaging_product: optional(text),
  metadata: optional(Metadata),
  contacts: optional(z.array(Contact)),
  user_id_update: z.array(UserIdUpdate),
});
/** The value of a `user_id_update` change. Meta's pages disagree on whether it can be subscribed to. */
export type UserIdUpdateValue = z.infer<typeof UserIdUpdateValue>;

/** The value of any other account-level field an app can subscribe to, such as `account_alerts`. */
export const AccountNoticeValue = z.looseObject({
  display_phone_number: optional(identifier),
  event: optional(text),
});
/** The value of any other account-level field an app can subscribe to, such as `account_alerts`. */
export type AccountNoticeValue = z.infer<typeof AccountNoticeValue>;
