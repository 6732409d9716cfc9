import type { Business } from "../world/business.ts";
import type { World } from "../world/world.ts";

/** What comes without being asked for. */
const usual = ["verified_name", "code_verification_status", "display_phone_number", "quality_rating"];

/**
 * Describes a number by the fields that were asked for. `is_on_biz_app` and `platform_type` have to be asked for by name;
 * what Graph may know and this does not is left out.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-phone-numbers
 */
export function describeNumber(world: World, business: Business, fields: unknown): object {
  const asked = typeof fields === "string" ? fields.replaceAll(/\{[^}]*\}/g, "").split(",") : usual;
  const known = describe(world, business);
  const found = asked.map((name) => name.trim()).filter((name) => name in known && name !== "id");
  return { ...Object.fromEntries(found.map((name) => [name, known[name]])), id: business.phoneNumberId };
}

function describe(world: World, business: Business): Readonly<Record<string, unknown>> {
  const { name, displayPhoneNumber, isOnCloudApi, onboardedAt, atMeta } = business;
  return {
    display_phone_number: format(displayPhoneNumber),
    verified_name: name,
    is_on_biz_app: isOnCloudApi,
    platform_type: isOnCloudApi ? "CLOUD_API" : "NOT_APPLICABLE",
    quality_rating: "GREEN",
    code_verification_status: "VERIFIED",
    name_status: "APPROVED",
    status: "CONNECTED",
    account_mode: "LIVE",
    throughput: { level: "STANDARD" },
    // Graph prints an offset without its colon.
    last_onboarded_time: onboardedAt.toISOString().replace(/\.\d+Z$/, "+0000"),
    webhook_configuration: {
      ...(atMeta.numberOverride === undefined ? {} : { phone_number: atMeta.numberOverride.url }),
      ...(atMeta.accountOverride === undefined ? {} : { whatsapp_business_account: atMeta.accountOverride.url }),
      ...(world.app.callbackUrl === undefined ? {} : { application: world.app.callbackUrl }),
    },
  };
}

/** Graph writes numbers for people, where webhooks have digits. */
function format(digits: string): string {
  const [, area, exchange, line] = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits) ?? [];
  return area === undefined ? `+${digits}` : `+1 ${area}-${exchange}-${line}`;
}
