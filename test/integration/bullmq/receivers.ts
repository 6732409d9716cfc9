import { afterEach } from "vitest";
import { type BullmqIntakeOptions, type BullmqStore, bullmqIntake } from "../../../src/bullmq/index.ts";
import { type Coexistence, type CoexistenceOptions, createCoexistence } from "../../../src/index.ts";
import {
  messageChange,
  metaWebhook,
  type SendableWebhook,
  signedRequest,
  textMessage,
} from "../../../src/testing/index.ts";

export const appSecret = "0123456789abcdef0123456789abcdef";

const open: Coexistence[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((coexistence) => coexistence.close()));
});

/** A receiver that is closed after the test. */
export function receiver(
  store: BullmqStore,
  settings: BullmqIntakeOptions,
  options: Partial<CoexistenceOptions> = {},
): Coexistence {
  const intake = bullmqIntake(store, { retryAfter: 1, grace: 2_000, ...settings });
  const coexistence = createCoexistence({ appSecret, logger: false, intake, ...options });
  open.push(coexistence);
  return coexistence;
}

/** Sends a webhook, and says how it was answered. */
export async function send(to: Coexistence, webhook: SendableWebhook): Promise<number> {
  return (await to.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }))).status;
}

/** A webhook with one message of a customer. */
export function text(id: string, waId = "15550001234"): SendableWebhook {
  return metaWebhook(messageChange({ ...textMessage("Open?"), id }, { customer: { waId } }));
}
