import type { DiagnosisCheck } from "../../client/index.ts";
import type { DoctorRoute } from "./doctor-options.ts";

/** What is looked at on each route, in the order of the report. */
export const checks: Readonly<Record<DoctorRoute, readonly DiagnosisCheck[]>> = {
  meta: [
    "app_credentials",
    "token_valid",
    "token_app",
    "token_scopes",
    "waba_granted",
    "token_lifetime",
    "data_access",
    "fields_subscribed",
    "subscription_active",
    "app_callback_set",
    "app_subscribed",
    "webhook_destination",
    "account_update_destination",
    "number_found",
    "number_on_business_app",
    "number_on_cloud_api",
    "within_window",
    "contacts_requested",
    "history_requested",
  ],
  "360dialog": [
    "partner_key",
    "partner_webhook_set",
    "channel_found",
    "channel_live",
    "number_on_business_app",
    "integration_running",
    "messaging_key",
    "messaging_health",
    "number_webhook_set",
    "number_webhook_headers",
    "within_window",
    "contacts_requested",
    "history_requested",
  ],
};
