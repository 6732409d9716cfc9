import type { z } from "zod";
import type { AccountChange, AccountEvent } from "../model/index.ts";
import {
  AccountNoticeValue,
  AccountUpdateValue,
  PhoneNumberNameUpdateValue,
  PhoneNumberQualityUpdateValue,
  SecurityValue,
  UserAction,
  UserIdUpdate,
  UserPreference,
  WebhookError,
} from "../schemas/index.ts";
import { canonicalJson } from "./event-id.ts";
import type { Frame, JsonObject } from "./frame.ts";
import { readTime } from "./time.ts";
import { Malformed, validate } from "./validate.ts";

// Offboarding keeps the partner's access and ends by itself, removal does not: two outcomes, never one.
const changes: Readonly<Record<string, AccountChange>> = {
  PARTNER_REMOVED: "disconnected",
  ACCOUNT_OFFBOARDED: "paused",
  ACCOUNT_RECONNECTED: "reconnected",
};

/**
 * Reads the value of an `account_update` change.
 *
 * The account is the one in `waba_info` where there is one: for `PARTNER_*` events `entry.id` is a partner's business.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @internal
 */
export function readAccountUpdate(frame: Frame, value: JsonObject, time: string | undefined): void {
  const update = validate(AccountUpdateValue, value);
  if (update instanceof Malformed) return frame.malformed(frame.path, value, update);
  const { event, phone_number, waba_info, disconnection_info } = update;
  const about = frame.within({ wabaId: waba_info?.waba_id, displayPhoneNumber: phone_number });
  const account = makeNotice(about, event, value, time);
  if (Object.hasOwn(changes, event)) account.change = changes[event] ?? "other";
  if (disconnection_info?.reason !== undefined) account.reason = disconnection_info.reason;
  if (disconnection_info?.initiated_by !== undefined) account.initiatedBy = disconnection_info.initiated_by;
  frame.emit(account);
}

/** The documented fields that are about the account, hold no list, and are no `account_update`. */
const noticeSchemas = {
  account_alerts: AccountNoticeValue,
  account_review_update: AccountNoticeValue,
  business_capability_update: AccountNoticeValue,
  business_username_update: AccountNoticeValue,
  business_username_updates: AccountNoticeValue,
  message_template_components_update: AccountNoticeValue,
  message_template_quality_update: AccountNoticeValue,
  message_template_status_update: AccountNoticeValue,
  phone_number_name_update: PhoneNumberNameUpdateValue,
  phone_number_quality_update: PhoneNumberQualityUpdateValue,
  security: SecurityValue,
  template_category_update: AccountNoticeValue,
} as const satisfies Record<string, z.ZodType>;

/** @internal */
export function isNoticeField(field: string): field is keyof typeof noticeSchemas {
  return Object.hasOwn(noticeSchemas, field);
}

/**
 * Reads the value of another account-level field.
 *
 * @internal
 */
export function readNotice(
  frame: Frame,
  value: JsonObject,
  field: keyof typeof noticeSchemas,
  time: string | undefined,
): void {
  const notice = validate<AccountNoticeValue>(noticeSchemas[field] as z.ZodType<AccountNoticeValue>, value);
  if (notice instanceof Malformed) return frame.malformed(frame.path, value, notice);
  const about = frame.within({ displayPhoneNumber: notice.display_phone_number });
  frame.emit(makeNotice(about, notice.event ?? field, value, time));
}

/** The lists whose items are notices. */
const itemSchemas = {
  errors: WebhookError,
  user_actions: UserAction,
  user_preferences: UserPreference,
  user_id_update: UserIdUpdate,
} as const satisfies Record<string, z.ZodType>;

/**
 * Reads one item of a list of notices. They have no name of their own, so they carry the name of the list.
 *
 * @internal
 */
export function readNoticeItem(frame: Frame, item: unknown, path: string, list: keyof typeof itemSchemas): void {
  const notice = validate<{ timestamp?: unknown }>(itemSchemas[list] as z.ZodType<{ timestamp?: unknown }>, item);
  if (notice instanceof Malformed) return frame.malformed(path, item, notice);
  // No schema of an error has one, and what is not listed can be anything.
  const time = typeof notice.timestamp === "string" ? notice.timestamp : undefined;
  frame.emit(makeNotice(frame, list, item, time));
}

function makeNotice(frame: Frame, event: string, raw: unknown, time: string | undefined): AccountEvent {
  const occurredAt = readTime(time);
  return {
    type: "account",
    id: frame.id("account", [frame.origin.wabaId, event, time ?? frame.occasion], canonicalJson(raw)),
    ...frame.origin,
    event,
    change: "other",
    ...(occurredAt === undefined ? {} : { occurredAt }),
    raw,
  };
}
