import type { AppSubscription } from "../../../schemas/index.ts";
import type { CallbackOverride } from "../../meta/callback-override.ts";
import type { MetaClient } from "../../meta/meta-client.ts";
import type { CallOptions } from "../../transport/call.ts";
import type { Problem } from "../problem.ts";

/** Looks whether the app gets webhooks for the fields that the synchronization sends. */
export function checkFields(
  subscription: AppSubscription | undefined,
  wanted: readonly string[],
): Problem<"fields_subscribed">[] {
  const present = new Set(subscription?.active === false ? [] : subscription?.fields);
  // The dashboard is said to name the field of echoes without its prefix.
  if (present.has("message_echoes")) present.add("smb_message_echoes");
  const missing = wanted.filter((field) => !present.has(field));
  if (missing.length === 0) return [];
  const reason = `The app gets no webhooks for ${missing.join(", ")}.`;
  return [{ condition: "fields_subscribed", reason, fix: "Subscribe it with meta.webhookSubscription.add." }];
}

/**
 * Makes sure that the app gets the webhooks of an account, and leaves a subscription that is there alone: subscribing
 * again without an override would remove the one it has.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export async function ensureSubscribed(
  meta: MetaClient,
  wabaId: string,
  override: CallbackOverride | undefined,
  options: CallOptions,
): Promise<Problem[]> {
  const find = async () => {
    const apps = await meta.subscribedApps.list(wabaId, options);
    return apps.find((app) => app.whatsapp_business_api_data?.id === meta.appId);
  };
  const isAsWanted = (app: Awaited<ReturnType<typeof find>>): boolean =>
    app !== undefined && (override === undefined || isSameAddress(app.override_callback_uri, override.callbackUrl));
  if (isAsWanted(await find())) return [];
  await meta.subscribedApps.subscribe(wabaId, override, options);
  if (isAsWanted(await find())) return [];
  const reason = "The app was subscribed to the account, and is not listed there, or with another address.";
  return [{ condition: "app_subscribed", reason, fix: "Try again in a minute." }];
}

/** Meta may write an address in another form, such as with a `/` at its end. */
export function isSameAddress(one: string | undefined, other: string): boolean {
  if (one === undefined || !URL.canParse(one) || !URL.canParse(other)) return one === other;
  return new URL(one).href === new URL(other).href;
}
