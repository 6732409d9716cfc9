import * as z from "zod";
import { counter, identifier, openList, optional, text, tolerated } from "./primitives.ts";

// An answer is refused only where something is wrong with what the call is for. Anything else in it that is malformed
// counts as absent: a code that works once is not to be lost to an `expires_in` that is no number.

/** A moment as the API prints it: text, or Unix seconds. It comes out as text. */
const moment = identifier;

/** A list that may be absent, and is empty then. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === "" || value === null ? [] : value), z.array(item)).default([]);

/**
 * The answer to the exchange of a sign-up code.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 */
export const AccessToken = z.looseObject({
  /** The business token: the key to this customer's account. */
  access_token: z.string().min(1),
  token_type: tolerated(text),
  /** Seconds until it expires. Absent for tokens that do not. */
  expires_in: tolerated(counter),
});
/** The answer to the exchange of a sign-up code. */
export type AccessToken = z.infer<typeof AccessToken>;

/** A permission, and what it was granted for. */
export const GranularScope = z.looseObject({
  scope: z.string(),
  /** The assets, the most recently onboarded first. Absent: all assets of this kind, so a malformed list is refused. */
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
  app_id: tolerated(identifier),
  /** The name of the app. */
  application: tolerated(text),
  /** Such as `SYSTEM_USER`. */
  type: tolerated(text),
  /** Whether it works. Take nothing but `true` for a yes. */
  is_valid: tolerated(z.boolean()),
  /** Unix seconds; 0 for never. */
  expires_at: tolerated(counter),
  /** Unix seconds; 0 for never. */
  data_access_expires_at: tolerated(counter),
  issued_at: tolerated(counter),
  user_id: tolerated(identifier),
  scopes: listOf(z.string()),
  granular_scopes: listOf(GranularScope),
  /** Why the token is not valid. */
  error: tolerated(z.looseObject({ code: tolerated(counter), subcode: tolerated(counter), message: tolerated(text) })),
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
  display_phone_number: tolerated(identifier),
  verified_name: tolerated(text),
  /** Whether the number is used in the WhatsApp Business app. */
  is_on_biz_app: tolerated(z.boolean()),
  /** `CLOUD_API` together with `is_on_biz_app`: the number works on both sides. */
  platform_type: tolerated(openList(["CLOUD_API", "ON_PREMISE", "NOT_APPLICABLE", "PENDING"])),
  quality_rating: tolerated(text),
  code_verification_status: tolerated(text),
  name_status: tolerated(text),
  status: tolerated(text),
  last_onboarded_time: tolerated(moment),
  throughput: tolerated(z.looseObject({ level: tolerated(text) })),
});
/** A business phone number. */
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/**
 * A WhatsApp Business Account that a business shares with its partner.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts
 */
export const WhatsAppBusinessAccount = z.looseObject({
  /** Meta's page prints it as a number. It comes out as text, with all its digits. */
  id: identifier,
  name: tolerated(text),
  currency: tolerated(text),
  timezone_id: tolerated(identifier),
  message_template_namespace: tolerated(text),
});
/** A WhatsApp Business Account that a business shares with its partner. */
export type WhatsAppBusinessAccount = z.infer<typeof WhatsAppBusinessAccount>;

/**
 * An app that gets the webhooks of a WhatsApp Business Account.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export const SubscribedApp = z.looseObject({
  whatsapp_business_api_data: tolerated(
    z.looseObject({ id: tolerated(identifier), link: tolerated(text), name: tolerated(text) }),
  ),
  override_callback_uri: tolerated(text),
});
/** An app that gets the webhooks of a WhatsApp Business Account. */
export type SubscribedApp = z.infer<typeof SubscribedApp>;

/**
 * The callback addresses of a number, by level. The number's is used where there is one, else the account's, else the
 * app's.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export const WebhookConfiguration = z.looseObject({
  phone_number: tolerated(text),
  whatsapp_business_account: tolerated(text),
  application: tolerated(text),
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
  callback_url: tolerated(text),
  active: tolerated(z.boolean()),
  fields: listOf(
    z
      .preprocess(
        (field) => (typeof field === "object" && field !== null && "name" in field ? field.name : field),
        z.string().min(1),
      )
      .meta({ type: ["string", "object"] }),
  ),
});
/** What an app gets webhooks for. */
export type AppSubscription = z.infer<typeof AppSubscription>;

/**
 * The answer to a request for a synchronization: it was accepted, and nothing more.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export const SyncRequest = z.looseObject({
  messaging_product: tolerated(text),
  /** Keep it: Meta's support asks for it. */
  request_id: tolerated(identifier),
});
/** The answer to a request for a synchronization. */
export type SyncRequest = z.infer<typeof SyncRequest>;

/**
 * Where a media file can be downloaded, for five minutes.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const MediaAddress = z.looseObject({
  messaging_product: tolerated(text),
  id: tolerated(identifier),
  /** It needs the token, and leads to one of Meta's hosts. */
  url: z.string().min(1),
  mime_type: tolerated(text),
  sha256: tolerated(text),
  /** In bytes. */
  file_size: tolerated(counter),
});
/** Where a media file can be downloaded, for five minutes. */
export type MediaAddress = z.infer<typeof MediaAddress>;

/** The answer of calls that only say whether they worked: `true`, or the text "true" as Graph's pages print it. */
export const Success = z.looseObject({ success: z.literal([true, "true"]) });
/** The answer of calls that only say whether they worked. */
export type Success = z.infer<typeof Success>;
