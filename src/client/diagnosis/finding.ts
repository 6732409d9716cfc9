/** Something that a diagnosis looks at. Findings come in this order. */
export type DiagnosisCheck =
  /** Meta accepts the app's id and secret. */
  | "app_credentials"
  /** Meta accepts the customer's token. */
  | "token_valid"
  /** The token was issued to this app. */
  | "token_app"
  /** The token has the permissions. */
  | "token_scopes"
  /** The token is for this WhatsApp Business Account. */
  | "waba_granted"
  /** The token does not expire soon. */
  | "token_lifetime"
  /** The app's access to the customer's data does not end soon. */
  | "data_access"
  /** The app gets webhooks for every field of coexistence. */
  | "fields_subscribed"
  /** The app's subscription is switched on. */
  | "subscription_active"
  /** The app has a callback URL. */
  | "app_callback_set"
  /** The app gets the webhooks of the account. */
  | "app_subscribed"
  /** The webhooks of the number go where they should. */
  | "webhook_destination"
  /** Whoever gets the number's webhooks gets `account_update` as well, which no override covers. */
  | "account_update_destination"
  /** 360dialog: it accepts the partner's id and key. */
  | "partner_key"
  /** 360dialog: the partner's webhook URL is set, where history and contacts go. */
  | "partner_webhook_set"
  /** 360dialog: the channel belongs to the partner. */
  | "channel_found"
  /** 360dialog: the channel is live. */
  | "channel_live"
  /** The number belongs to the account. */
  | "number_found"
  /** The number is used in the WhatsApp Business app. */
  | "number_on_business_app"
  /** The number is on the Cloud API. */
  | "number_on_cloud_api"
  /** 360dialog: the integration of the channel is running. */
  | "integration_running"
  /** 360dialog: it accepts the number's key, and the key is of this channel's account. */
  | "messaging_key"
  /** 360dialog: nothing stands in the way of messages. */
  | "messaging_health"
  /** 360dialog: the number has a webhook URL. */
  | "number_webhook_set"
  /** 360dialog: the number's webhooks carry a header of yours that can be a secret. */
  | "number_webhook_headers"
  /** Time is left to ask for what was not asked for. */
  | "within_window"
  /** The contacts were asked for. */
  | "contacts_requested"
  /** The history was asked for. */
  | "history_requested";

/**
 * What a check comes to.
 *
 * - `passed`: nothing is wrong.
 * - `warning`: it works, and something about it should be known.
 * - `failed`: something is wrong.
 * - `unknown`: it could not be found out.
 */
export type DiagnosisVerdict = "passed" | "warning" | "failed" | "unknown";

/** What a diagnosis found out about one thing. */
export interface Finding {
  readonly check: DiagnosisCheck;
  readonly verdict: DiagnosisVerdict;
  /** Why it is so, in one or two sentences for a person. */
  readonly reason: string;
  /** What to do about it, or how to find out. */
  readonly fix?: string;
}

/** Where webhooks go, as far as it was found out. In full, so that there may be a secret in it: do not log it. */
export interface WebhookUrls {
  /** The number's webhooks, by the override of the number, of the account, or the app's callback URL. */
  readonly number?: string;
  /** Meta: `account_update`, and whatever else no override covers. */
  readonly app?: string;
  /** 360dialog: the partner's events, history and contacts among them. */
  readonly partner?: string;
}

/** What a diagnosis found. */
export interface Diagnosis {
  /**
   * Whether no check failed, and the credentials and the number were looked at. Others that are unknown do not count:
   * with `false` and nothing that failed, it is not known.
   */
  readonly healthy: boolean;
  /** One for every check of the route, in a fixed order. */
  readonly findings: readonly Finding[];
  readonly webhookUrls: WebhookUrls;
}

export function makeDiagnosis(findings: readonly Finding[], webhookUrls: WebhookUrls): Diagnosis {
  return { healthy: isHealthy(findings), findings, webhookUrls };
}

/** Without these, nothing is known of the number. */
const essential: ReadonlySet<DiagnosisCheck> = new Set(["token_valid", "number_found", "partner_key", "channel_found"]);

/**
 * Tells whether findings are those of an integration that works.
 *
 * @internal
 */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(
    ({ check, verdict }) => verdict !== "failed" && (verdict !== "unknown" || !essential.has(check)),
  );
}

/** Why something is so, and what to do about it. */
export type Explanation = Pick<Finding, "reason" | "fix">;

export function passed(check: DiagnosisCheck, reason: string): Finding {
  return { check, verdict: "passed", reason };
}

export function failed(check: DiagnosisCheck, { reason, fix }: Explanation): Finding {
  return finding(check, "failed", reason, fix);
}

export function warning(check: DiagnosisCheck, { reason, fix }: Explanation): Finding {
  return finding(check, "warning", reason, fix);
}

export function unknown(check: DiagnosisCheck, { reason, fix }: Explanation): Finding {
  return finding(check, "unknown", reason, fix);
}

function finding(check: DiagnosisCheck, verdict: DiagnosisVerdict, reason: string, fix: string | undefined): Finding {
  return fix === undefined ? { check, verdict, reason } : { check, verdict, reason, fix };
}
