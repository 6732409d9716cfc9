import type { Dialog360Health, Dialog360WebhookSettings } from "../../../schemas/index.ts";
import { isSameAddress } from "../../onboarding/meta/check-subscriptions.ts";
import { type Credentials, findAcceptance, isRefusedKey } from "../acceptance.ts";
import { type Answer, answerOf, explain } from "../ask.ts";
import { type Explanation, type Finding, failed, passed, unknown, warning } from "../finding.ts";
import { printHost } from "../print-host.ts";

/** What the number's own API answered. */
export interface MessagingAnswers {
  readonly health: Answer<Dialog360Health>;
  readonly webhook: Answer<Dialog360WebhookSettings>;
  /** Meta's id of the account that the channel belongs to, where the hub named it. */
  readonly wabaId: string | undefined;
  /** Where the webhooks are to go. */
  readonly callbackUrl: string | undefined;
}

const open = ["messaging_key", "messaging_health", "number_webhook_set", "number_webhook_headers"] as const;

/** Looks whether the number's key works, and where the webhooks of the number go. */
export function findMessaging(answers: MessagingAnswers | undefined): Finding[] {
  if (answers === undefined) {
    const reason = "There is no key of the number, so that its API was not asked.";
    return open.map((check) => unknown(check, { reason, fix: "Give the number's key." }));
  }
  const { health, webhook, wabaId, callbackUrl } = answers;
  if (isOfAnotherAccount(answerOf(health), wabaId)) {
    const [key, ...others] = open;
    const reason = "The key is of another account, and nothing is said of this number with it.";
    return [failed(key, foreignKey), ...others.map((check) => unknown(check, { reason }))];
  }
  return [findAcceptance(numberKey, [health, webhook]), findHealth(health), ...findWebhook(webhook, callbackUrl)];
}

const foreignKey: Explanation = {
  reason: "The key belongs to a number of another account.",
  fix: "Use the key that was minted for this channel.",
};

function isOfAnotherAccount(health: Dialog360Health | undefined, wabaId: string | undefined): boolean {
  const account = health?.health_status.entities?.find(({ entity_type }) => entity_type === "WABA")?.id;
  return account !== undefined && wabaId !== undefined && account !== wabaId;
}

const numberKey: Credentials = {
  check: "messaging_key",
  accepted: "360dialog accepts the number's key.",
  refused: {
    reason: "360dialog does not accept the number's key. A newer key revokes every earlier one.",
    fix: "Use the newest, or mint another with partner.apiKeys.mint.",
  },
  isRefusal: isRefusedKey,
};

function findHealth(health: Answer<Dialog360Health>): Finding {
  const check = "messaging_health";
  if ("failure" in health) return unknown(check, explain(health.failure));
  const { can_send_message: state, entities = [] } = health.value.health_status;
  if (state === "AVAILABLE") return passed(check, "Messages can be sent.");
  const troubled = entities.filter(({ can_send_message }) => can_send_message === state).map(nameOf);
  const where = troubled.length === 0 ? "" : ` (${troubled.join(", ")})`;
  const fix = "Look into the 360dialog Hub, and into the WhatsApp Manager of the business.";
  if (state === "BLOCKED") return failed(check, { reason: `Messages cannot be sent${where}.`, fix });
  if (state === "LIMITED") return warning(check, { reason: `Messages can be sent with limits${where}.`, fix });
  return unknown(check, { reason: "health_status does not say whether messages can be sent.", fix });
}

/** The list of entities is open, and a word that nobody documents is not repeated. */
function nameOf({ entity_type = "" }: { entity_type?: string | undefined }): string {
  return ["PHONE_NUMBER", "WABA", "BUSINESS", "APP"].includes(entity_type) ? entity_type : "another entity";
}

function findWebhook(webhook: Answer<Dialog360WebhookSettings>, wanted: string | undefined): Finding[] {
  const [check, ofHeaders] = ["number_webhook_set", "number_webhook_headers"] as const;
  if ("failure" in webhook) {
    const explanation = explain(webhook.failure);
    return [unknown(check, explanation), unknown(ofHeaders, explanation)];
  }
  const { url, headers = {} } = webhook.value;
  if (url === undefined) {
    return [unknown(check, perhapsOfAccount), unknown(ofHeaders, { reason: "There is no address to look at." })];
  }
  const place = `Messages and echoes go to ${printHost(url)}`;
  return [
    wanted === undefined || isSameAddress(url, wanted)
      ? passed(check, `${place}.`)
      : failed(check, {
          reason: `${place}, and not to the address that was named.`,
          fix: "Call messaging.webhooks.set.",
        }),
    findHeaders(headers),
  ];
}

function findHeaders(headers: Readonly<Record<string, unknown>>): Finding {
  const check = "number_webhook_headers";
  if (Object.entries(headers).some(canBeSecret))
    return passed(check, "They carry a header of yours that can be a secret.");
  const reason =
    Object.keys(headers).length === 0
      ? "They carry no header of yours, and 360dialog does not sign them: anybody could have sent them."
      : "Their headers prove nothing, being short or no secret, and 360dialog does not sign them: anybody could have sent them.";
  return warning(check, {
    reason,
    fix: "Call messaging.webhooks.set with a long random text in headers, and give it to the receiver as webhookHeaders.",
  });
}

/** Headers that say what a request is like, which everybody knows. */
const ordinary: ReadonlySet<string> = new Set(["accept", "content-type", "user-agent", "host", "connection"]);

/** A secret that is shorter can be guessed. The word before a credential, such as `Bearer`, is no part of it. */
const shortestSecret = 16;

function canBeSecret([name, value]: readonly [string, unknown]): boolean {
  if (ordinary.has(name.toLowerCase()) || typeof value !== "string") return false;
  return value.replace(/^(Bearer|Basic|Token)\s+/i, "").trim().length >= shortestSecret;
}

const perhapsOfAccount: Explanation = {
  reason: "The number has no address of its own. Whether its account has one cannot be asked.",
  fix: "Call messaging.webhooks.set, unless webhooks of the number arrive.",
};
