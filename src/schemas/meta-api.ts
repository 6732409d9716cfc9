import { z } from "zod";
import { counter, identifier, openList, optional, text } from "./primitives.ts";

/** A moment as the API prints it: text, or Unix seconds. It comes out as text. */
const moment = identifier;

/**
 * The answer to the exchange of a sign-up code.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 */
export const AccessToken = z.looseObject({
  /** The business token: the key to this customer's account. */
  access_token: z.string().min(1),
  token_type: optional(text),
  /** Seconds until it expires. Absent for tokens that do not. */
  expires_in: optional(counter),
});
/** The answer to the exchange of a sign-up code. */
export type AccessToken = z.infer<typeof AccessToken>;

/** A permission, and what it was granted for. */
export const GranularScope = z.looseObject({
  scope: z.string(),
  /** The assets, the most recently onboarded first. Absent: all assets of this kind. */
  target_ids: optional(z.array(identifier)),
});
/** A permission, and what it was granted for. */
export type GranularScope = z.infer<typeof GranularScope>;

/**
 * What Meta knows about a token.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts
 */
export const TokenInfo = z.looseObject({
  app_id: optional(identifier),
  application: optional(text),
  type: optional(text),
  is_valid: optional(z.boolean()),
  /** Unix seconds; 0 for never. */
  expires_at: optional(counter),
  /** Unix seconds; 0 for never. */
  data_access_expires_at: optional(counter),
  issued_at: optional(counter),
  user_id: optional(identifier),
  scopes: z.array(z.string()).default([]),
  granular_scopes: z.array(GranularScope).default([]),
});
/** What Meta knows about a token. */
export type TokenInfo = z.infer<typeof TokenInfo>;

/**
 * A business phone number. Which members it has depends on the fields that were asked for.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-phone-numbers
 */
export const PhoneNumber = z.looseObject({
  id: identifier,
  /** May be formatted, where webhooks carry digits. Compare with `isSamePhoneNumber`. */
  display_phone_number: optional(identifier),
  verified_name: optional(text),
  /** Whether the number is used in the WhatsApp Business app. */
  is_on_biz_app: optional(z.boolean()),
  /** `CLOUD_API` together with `is_on_biz_app`: the number works on both sides. */
  platform_type: optional(openList(["CLOUD_API", "ON_PREMISE", "NOT_APPLICABLE", "PENDING"])),
  quality_rating: optional(text),
  code_verification_status: optional(text),
  name_status: optional(text),
  status: optional(text),
  last_onboarded_time: optional(moment),
  throughput: optional(z.looseObject({ level: optional(text) })),
});
/** A business phone number. */
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** An app that gets the webhooks of a WhatsApp Business Account. */
export const SubscribedApp = z.looseObject({
  whatsapp_business_api_data: optional(
    z.looseObject({ id: optional(identifier), link: optional(text), name: optional(text) }),
  ),
  override_callback_uri: optional(text),
});
/** An app that gets the webhooks of a WhatsApp Business Account. */
export type SubscribedApp = z.infer<typeof SubscribedApp>;

/** The callback addresses of a number, by level. The number's is used where there is one, else the account's, else the app's. */
export const WebhookConfiguration = z.looseObject({
  phone_number: optional(text),
  whatsapp_business_account: optional(text),
  application: optional(text),
});
/** The callback addresses of a number, by level. */
export type WebhookConfiguration = z.infer<typeof WebhookConfiguration>;

/**
 * What an app gets webhooks for. An entry of `fields` is printed as an object or as its name; names come out.
 *
 * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
 */
export const AppSubscription = z.looseObject({
  object: z.string(),
  callback_url: optional(text),
  active: optional(z.boolean()),
  fields: z
    .array(
      z.preprocess(
        (field) => (typeof field === "object" && field !== null && "name" in field ? field.name : field),
        z.string(),
      ),
    )
    .default([]),
});
/** What an app gets webhooks for. */
export type AppSubscription = z.infer<typeof AppSubscription>;

/**
 * The answer to a request for a synchronization: it was accepted, and nothing more.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export const SyncRequest = z.looseObject({
  messaging_product: optional(text),
  /** Keep it: Meta's support asks for it. */
  request_id: optional(identifier),
});
/** The answer to a request for a synchronization. */
export type SyncRequest = z.infer<typeof SyncRequest>;

/**
 * Where a media file can be downloaded, for five minutes.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const MediaAddress = z.looseObject({
  id: optional(identifier),
  url: z.string().min(1),
  mime_type: optional(text),
  sha256: optional(text),
  /** In bytes. */
  file_size: optional(counter),
});
/** Where a media file can be downloaded, for five minutes. */
export type MediaAddress = z.infer<typeof MediaAddress>;

/** The answer of calls that only say whether they worked: `true`, or the text "true" as Graph's pages print it. */
export const Success = z.looseObject({ success: z.literal([true, "true"]) });
/** The answer of calls that only say whether they worked. */
export type Success = z.infer<typeof Success>;
