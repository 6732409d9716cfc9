import * as z from "zod";
import { counter, identifier, openList, text, tolerated } from "./primitives.ts";

// As with Meta's answers: one is refused only where something is wrong with what the call is for.

/**
 * A partner of 360dialog, and where it wants its events and its customers.
 *
 * @see https://docs.360dialog.com/partner/partner-api/api-reference/webhook-management
 */
export const Dialog360Partner = z.looseObject({
  id: tolerated(identifier),
  /** Where partner events go, the chat history and the address book among them. */
  webhook_url: tolerated(text),
  /** Where Integrated Onboarding sends the customer's browser at its end. */
  partner_redirect_url: tolerated(text),
});
/** A partner of 360dialog, and where it wants its events and its customers. */
export type Dialog360Partner = z.infer<typeof Dialog360Partner>;

/** A bearer token of the hub. */
export const Dialog360Token = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: tolerated(text),
  token_type: tolerated(text),
  /** Seconds until it expires. */
  expires_in: tolerated(counter),
});
/** A bearer token of the hub. */
export type Dialog360Token = z.infer<typeof Dialog360Token>;

/**
 * A customer's account at 360dialog.
 *
 * @see https://docs.360dialog.com/partner/partner-api/api-reference
 */
export const Dialog360ClientAccount = z.looseObject({
  id: identifier,
  name: tolerated(text),
  status: tolerated(text),
  organisation: tolerated(text),
  contact_info: tolerated(
    z.looseObject({
      email: tolerated(text),
      full_name: tolerated(text),
      phone: tolerated(identifier),
      language: tolerated(text),
      country: tolerated(text),
    }),
  ),
  meta_info: tolerated(z.looseObject({})),
});
/** A customer's account at 360dialog. */
export type Dialog360ClientAccount = z.infer<typeof Dialog360ClientAccount>;

/**
 * A channel, which is a phone number at 360dialog, as the hub lists it. Seen with integrators; no page of 360dialog lists
 * its members.
 */
export const Dialog360PartnerChannel = z.looseObject({
  id: identifier,
  client_id: tolerated(identifier),
  hub_status: tolerated(text),
  availability_status: tolerated(text),
  account_mode: tolerated(openList(["sandbox", "live"])),
  setup_info: tolerated(z.looseObject({ phone_number: tolerated(identifier), phone_name: tolerated(text) })),
  /** Whether the number is used in the WhatsApp Business app. Poll it: no event says that a business left. */
  is_on_biz_app: tolerated(z.boolean()),
  status: tolerated(
    openList([
      "created",
      "unverified",
      "verified",
      "ready",
      "modified",
      "imported",
      "new_name_requested",
      "certificate_declined",
      "consents_signed",
      "error",
      "porting_ready",
      "ready_for_migration",
      "waiting_for_migration_code",
      "migration_code_requested",
    ]),
  ),
  created_at: tolerated(identifier),
  billing_started_at: tolerated(identifier),
  cancelled_at: tolerated(identifier),
  terminated_at: tolerated(identifier),
  current_limit: tolerated(identifier),
  current_quality_rating: tolerated(text),
  is_oba: tolerated(z.boolean()),
  has_inbox: tolerated(z.boolean()),
  waba_account: tolerated(
    z.looseObject({
      id: tolerated(identifier),
      /** Meta's id of the WhatsApp Business Account. */
      external_id: tolerated(identifier),
      status: tolerated(text),
      fb_account_status: tolerated(text),
    }),
  ),
  integration: tolerated(
    z.looseObject({ enabled: tolerated(z.boolean()), app_id: tolerated(identifier), state: tolerated(text) }),
  ),
});
/** A channel, which is a phone number at 360dialog, as the hub lists it. */
export type Dialog360PartnerChannel = z.infer<typeof Dialog360PartnerChannel>;

/** What the hub says about a key that was made before. */
export const Dialog360ApiKey = z.looseObject({
  id: tolerated(identifier),
  app_id: tolerated(identifier),
  address: tolerated(text),
});
/** What the hub says about a key that was made before. */
export type Dialog360ApiKey = z.infer<typeof Dialog360ApiKey>;

/** A new key of a phone number. It is shown this once. */
export const Dialog360MintedKey = z.looseObject({
  id: tolerated(identifier),
  /** The key itself, for the messaging API. */
  api_key: z.string().min(1),
  /** Where the messaging API is, for this number. */
  address: tolerated(text),
  app_id: tolerated(identifier),
});
/** A new key of a phone number. It is shown this once. */
export type Dialog360MintedKey = z.infer<typeof Dialog360MintedKey>;

/**
 * A client account that was made for a customer of an own Embedded Signup.
 *
 * @see https://docs.360dialog.com/partner/partner-api/api-reference/account-sharing
 */
export const Dialog360SharedClient = z.looseObject({
  /** The client's id. One integrator expects it as `client_id`; the client takes either. */
  id: identifier,
  created_at: tolerated(identifier),
  modified_at: tolerated(identifier),
});
/** A client account that was made for a customer of an own Embedded Signup. */
export type Dialog360SharedClient = z.infer<typeof Dialog360SharedClient>;

/**
 * The answer to the sharing of a number: it repeats the request, and the number is being onboarded.
 *
 * @see https://docs.360dialog.com/partner/partner-api/api-reference/account-sharing
 */
export const Dialog360SharedNumber = z.looseObject({
  solution_id: tolerated(identifier),
  waba_external_id: tolerated(identifier),
  waba_business_id: tolerated(identifier),
  client_id: tolerated(identifier),
  channel_external_id: tolerated(identifier),
  tier: tolerated(openList(["basic", "regular", "premium"])),
  message: tolerated(text),
});
/** The answer to the sharing of a number. */
export type Dialog360SharedNumber = z.infer<typeof Dialog360SharedNumber>;

/**
 * Where the webhooks of a number go.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
 */
export const Dialog360WebhookSettings = z.looseObject({
  /** Absent when none is set. */
  url: tolerated(text),
  /** What every webhook carries. A secret among them is printed in full. */
  headers: tolerated(z.record(z.string(), z.unknown())),
});
/** Where the webhooks of a number go. */
export type Dialog360WebhookSettings = z.infer<typeof Dialog360WebhookSettings>;

/**
 * Where the webhooks of a number go besides its own address.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number
 */
export const Dialog360MultiWebhook = z.looseObject({
  enabled: tolerated(z.boolean()),
  destinations: tolerated(z.array(Dialog360WebhookSettings.extend({ name: tolerated(text) }))),
});
/** Where the webhooks of a number go besides its own address. */
export type Dialog360MultiWebhook = z.infer<typeof Dialog360MultiWebhook>;

/** The answer of calls that only say what they did. */
export const Dialog360Message = z.looseObject({ message: tolerated(text) });
/** The answer of calls that only say what they did. */
export type Dialog360Message = z.infer<typeof Dialog360Message>;

/** Whether messages can be sent, for each thing that has a say in it. */
export const Dialog360Health = z.looseObject({
  /** Meta's id of the phone number. Seen with integrators, not on a page of 360dialog. */
  id: tolerated(identifier),
  health_status: z.looseObject({
    can_send_message: tolerated(openList(["AVAILABLE", "LIMITED", "BLOCKED"])),
    entities: tolerated(
      z.array(
        z.looseObject({
          entity_type: tolerated(openList(["PHONE_NUMBER", "WABA", "BUSINESS", "APP"])),
          id: tolerated(identifier),
          can_send_message: tolerated(openList(["AVAILABLE", "LIMITED", "BLOCKED"])),
          can_receive_call_sip: tolerated(text),
        }),
      ),
    ),
  }),
});
/** Whether messages can be sent, for each thing that has a say in it. */
export type Dialog360Health = z.infer<typeof Dialog360Health>;
