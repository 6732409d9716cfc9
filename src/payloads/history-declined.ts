import type { HistoryValue } from "../schemas/index.ts";
import type { Change } from "./change.ts";
import { aboutNumber, exampleNumber, type Participants } from "./participants.ts";

const title = "History sync is turned off by the business from the WhatsApp Business App";

/**
 * Makes the `history` change of a business that keeps its history to itself. Meta prints it without an envelope: then
 * the body is the `value` alone.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { historyDeclinedChange, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const declined = historyDeclinedChange();
 * console.log(parseWebhook(metaWebhook(declined))[0]?.type); // "history.declined"
 * console.log(parseWebhook(declined.value)[0]?.type); // "history.declined"
 * ```
 */
export function historyDeclinedChange({
  number = exampleNumber,
}: Pick<Participants, "number"> = {}): Change<"history", HistoryValue> {
  const error_data = { details: "History sharing is turned off by the business" };
  const errors = [{ code: 2593109, title, message: title, error_data }];
  return { field: "history", value: { ...aboutNumber(number), history: [{ errors }] } };
}
