import * as z from "zod";
import { identifier, openList, optional, text, timestamp } from "./primitives.ts";

/** Why a coexistence number was disconnected. */
export const DisconnectionInfo = z.looseObject({
  reason: optional(
    openList([
      "ACCOUNT_DISCONNECTED",
      "BUSINESS_DOWNGRADE",
      "CHANGE_NUMBER",
      "COMPANION_INACTIVITY",
      "PRIMARY_INACTIVITY",
      "USER_RE_REGISTERED",
    ]),
  ),
  initiated_by: optional(openList(["USER", "SYSTEM"])),
});
/** Why a coexistence number was disconnected. */
export type DisconnectionInfo = z.infer<typeof DisconnectionInfo>;

/**
 * The value of an `account_update` change.
 *
 * One schema for all events, because the members do not depend on the event alone: `phone_number` stands beside any of
 * them, `disconnection_info` has come and gone, and the list of events grows.
 */
export const AccountUpdateValue = z.looseObject({
  event: openList([
    "ACCOUNT_DELETED",
    "ACCOUNT_OFFBOARDED",
    "ACCOUNT_RECONNECTED",
    "ACCOUNT_RESTRICTION",
    "ACCOUNT_VIOLATION",
    "AD_ACCOUNT_LINKED",
    "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
    "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
    "DISABLED_UPDATE",
    "MM_LITE_TERMS_SIGNED",
    "PARTNER_ADDED",
    "PARTNER_APP_INSTALLED",
    "PARTNER_APP_UNINSTALLED",
    "PARTNER_CLIENT_CERTIFICATION_NEEDED",
    "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
    "PARTNER_REMOVED",
    "VOLUME_BASED_PRICING_TIER_UPDATE",
  ]),
  /** The business number, where the event names it. */
  phone_number: optional(identifier),
  /** The account the event is about, where `entry.id` is a partner's business id. */
  waba_info: optional(
    z.looseObject({
      waba_id: optional(identifier),
      owner_business_id: optional(identifier),
      partner_app_id: optional(identifier),
      solution_id: optional(identifier),
      solution_partner_business_ids: optional(z.array(identifier)),
      ad_account_linked: optional(identifier),
    }),
  ),
  disconnection_info: optional(DisconnectionInfo),
  restriction_info: optional(
    z.array(
      z.looseObject({
        restriction_type: optional(
          openList([
            "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
            "RESTRICTED_BIZ_INITIATED_MESSAGING",
            "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
            "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING",
            "RESTRICTED_BUSINESS_INITIATED_CALLING",
            "RESTRICTED_USER_INITIATED_CALLING",
            "RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN",
            "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES",
            "RESTRICTED_UTILITY_TEMPLATES",
          ]),
        ),
        /** Unix seconds. */
        expiration: optional(timestamp),
        remediation: optional(text),
      }),
    ),
  ),
  violation_info: optional(z.looseObject({ violation_type: optional(text), remediation: optional(text) })),
  ban_info: optional(
    z.looseObject({
      waba_ban_state: optional(openList(["DISABLE", "REINSTATE", "SCHEDULE_FOR_DISABLE"])),
      /** A date in words, such as "April 17, 2025". */
      waba_ban_date: optional(text),
    }),
  ),
  auth_international_rate_eligibility: optional(
    z.looseObject({
      start_time: optional(timestamp),
      exception_countries: optional(
        z.array(z.looseObject({ country_code: optional(text), start_time: optional(timestamp) })),
      ),
    }),
  ),
  volume_tier_info: optional(
    z.looseObject({
      tier_update_time: optional(timestamp),
      pricing_category: optional(text),
      /** Bounds, as "min:max". */
      tier: optional(text),
      /** "YYYY-MM". */
      effective_month: optional(text),
      region: optional(text),
    }),
  ),
  partner_client_certification_info: optional(
    z.looseObject({
      client_business_id: optional(identifier),
      status: optional(openList(["APPROVED", "DISCARDED", "FAILED", "PENDING", "REVOKED"])),
      /** Words with spaces, such as "LEGAL NAME NOT MATCHING". */
      rejection_reasons: optional(z.array(text)),
    }),
  ),
  partner_client_certification_needed_info: optional(z.looseObject({})),
  /** ISO 3166-1 alpha-2. */
  country: optional(text),
});
/** The value of an `account_update` change. */
export type AccountUpdateValue = z.infer<typeof AccountUpdateValue>;
