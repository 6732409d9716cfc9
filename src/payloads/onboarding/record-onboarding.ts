import { numberRemovedChange } from "../account.ts";
import type { Change } from "../change.ts";
import { addedContact, contactsChange } from "../contacts.ts";
import { metaWebhook } from "../envelopes.ts";
import { historyDeclinedChange } from "../history-declined.ts";
import { exampleNumber } from "../participants.ts";
import { Random } from "../random.ts";
import { inventCustomers } from "./customers.ts";
import { recordDailyLife } from "./daily-life.ts";
import { recordHistory } from "./history.ts";
import type { OnboardingOptions, OnboardingStep, RecordedWebhook } from "./options.ts";

/**
 * Makes everything Meta sends for one number, from its onboarding to its end, in the order in which it happened:
 * the address book; the history in three phases, with the assets of recent placeholders before or after the chunk that
 * holds them; messages of customers, and of staff on the phone with an edit and a revocation; the disconnection.
 *
 * The same options give the same traffic. Shuffle it, and send parts twice, to test what a sender may do.
 *
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { recordOnboarding, signedRequest } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const coexistence = createCoexistence({ appSecret });
 * // Prints how far the history has come, up to 100.
 * coexistence.onHistory(({ progress }) => console.log(progress));
 *
 * for (const { webhook } of recordOnboarding({ seed: 7 })) {
 *   await coexistence.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }));
 * }
 * ```
 */
export function recordOnboarding(options: OnboardingOptions = {}): RecordedWebhook[] {
  const {
    seed = 1,
    number = exampleNumber,
    messages = 120,
    chunkSize = 20,
    history = "shared",
    disconnect = "PRIMARY_INACTIVITY",
    onboardedAt = new Date("2026-09-01T09:00:00Z"),
  } = options;
  const random = new Random(seed);
  const customers = inventCustomers(random, options.customers ?? 4);
  const seconds = Math.floor(onboardedAt.getTime() / 1000);
  const record = ({ step, change }: { step: OnboardingStep; change: Change }): RecordedWebhook => ({
    step,
    webhook: metaWebhook(change, { entryId: number.wabaId }),
  });

  const addressBook = customers.map((customer) => addedContact({ customer, timestamp: String(seconds) }));
  const past =
    history === "declined"
      ? [{ step: "declined" as const, change: historyDeclinedChange({ number }) }]
      : [...recordHistory(random, { number, customers, messages, chunkSize, onboardedAt: seconds })];
  const recording = [
    record({ step: "contacts", change: contactsChange(addressBook, { number }) }),
    ...past.map(record),
    ...recordDailyLife(random, number, customers, seconds).map(record),
  ];
  if (disconnect === false) return recording;
  const initiatedBy = disconnect.endsWith("_INACTIVITY") ? "SYSTEM" : "USER";
  const end = numberRemovedChange({ number, reason: disconnect, initiatedBy });
  const time = seconds + 30 * 24 * 60 * 60;
  return [...recording, { step: "disconnect", webhook: metaWebhook(end, { entryId: number.wabaId, time }) }];
}
