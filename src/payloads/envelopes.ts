import type { Dialog360Webhook, MetaWebhook } from "../schemas/index.ts";
import { type Change, listOf, type OneOrMore } from "./change.ts";
import { exampleNumber } from "./participants.ts";

/** What an envelope of Meta says beside its changes. */
export interface MetaWebhookOptions {
  /** The account; for `PARTNER_*` events a partner's business id. Default: the account of `exampleNumber`. */
  entryId?: string;
  /** Unix seconds. Meta sends it for account-level fields only. Default: absent. */
  time?: number;
}

/**
 * Puts changes into Meta's envelope, in one entry.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { echoChange, messageChange, metaWebhook, textMessage } from "whatsapp-coexistence/testing";
 *
 * const webhook = metaWebhook([messageChange(textMessage("Open?")), echoChange(textMessage("Until six."))]);
 * console.log(parseWebhook(webhook).map((event) => event.type)); // ["message", "echo"]
 * ```
 */
export function metaWebhook(changes: OneOrMore<Change>, options: MetaWebhookOptions = {}): MetaWebhook {
  const { entryId = exampleNumber.wabaId, time } = options;
  // Meta prints a number. The schema's type is the string that parsing makes of it.
  const timed = time === undefined ? {} : { time: time as unknown as string };
  return { object: "whatsapp_business_account", entry: [{ id: entryId, ...timed, changes: listOf(changes) }] };
}

/** What an envelope of 360dialog says beside its change. */
export interface Dialog360WebhookOptions {
  /** The event's id: the same for every delivery. Default: `"event-0001"`. */
  id?: string;
  /** The account. Default: the account of `exampleNumber`. */
  wabaId?: string;
}

/**
 * Puts a change into 360dialog's envelope, as it arrives on the partner webhook URL. In a chunk of history `phase` and
 * `progress` become strings, because 360dialog prints them so.
 *
 * @see https://docs.360dialog.com/partner
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { dialog360Webhook, historyChange, historyChunk } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(dialog360Webhook(historyChange(historyChunk({ progress: 35 }))));
 * console.log(event?.provider, event?.type === "history" && event.progress); // "360dialog" 35
 * ```
 */
export function dialog360Webhook(change: Change, options: Dialog360WebhookOptions = {}): Dialog360Webhook {
  const { id = "event-0001", wabaId = exampleNumber.wabaId } = options;
  const value = change.field === "history" ? withQuotedCounters(change.value) : change.value;
  return { id, event: change.field, data: { id: wabaId, ...(value as object) } };
}

/**
 * Makes an event of 360dialog's own, about a channel, client or template.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { partnerWebhook } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(partnerWebhook("channel_live"));
 * console.log(event?.type === "partner" && event.event); // "channel_live"
 * ```
 */
export function partnerWebhook(
  event: Dialog360Webhook["event"],
  data: object = { id: "EXAMPLEchannel01", client_id: "EXAMPLEclient01", is_on_biz_app: true },
  { id = "event-0001" }: Pick<Dialog360WebhookOptions, "id"> = {},
): Dialog360Webhook {
  return { id, event, data };
}

function withQuotedCounters(value: unknown): unknown {
  const { history, ...rest } = value as { history?: readonly { metadata?: Record<string, unknown> }[] };
  if (history === undefined) return value;
  return {
    ...rest,
    history: history.map(({ metadata, ...item }) =>
      metadata === undefined ? item : { metadata: { ...metadata, ...quoted(metadata) }, ...item },
    ),
  };
}

function quoted(metadata: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    ["phase", "progress"].flatMap((name) => (name in metadata ? [[name, String(metadata[name])]] : [])),
  );
}
