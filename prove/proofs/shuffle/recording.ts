import type { MetaWebhook } from "../../../src/schemas/index.ts";
import {
  exampleNumber,
  historyDeclinedChange,
  messageStatus,
  metaWebhook,
  recordOnboarding,
  statusChange,
} from "../../../src/testing/index.ts";

/** What a sender has to say of one number, in the order in which it happened. */
export interface Recording {
  readonly webhooks: readonly MetaWebhook[];
  /** Comes after all others: what arrives after a disconnection may belong to the next onboarding. */
  readonly disconnection: MetaWebhook;
}

const statuses = ["sent", "delivered", "read"] as const;

/**
 * Records an onboarding: contacts, chunks in three phases, assets before and after their placeholders, messages, echoes,
 * an edit and a revocation, and the statuses of messages that were sent through the API.
 *
 * @param outcome - `declined`: the business stops sharing after the first of the three phases.
 */
export function record(seed: number, onboardedAt: Date, outcome: "shared" | "declined"): Recording {
  const steps = recordOnboarding({ seed, messages: 60, chunkSize: 9, onboardedAt });
  const disconnection = steps.find(({ step }) => step === "disconnect")?.webhook as MetaWebhook;
  const others = steps.filter(({ step }) => step !== "disconnect");
  const kept = outcome === "shared" ? others : others.filter(({ webhook }) => !isOfLaterPhase(webhook));
  const declined = outcome === "shared" ? [] : [metaWebhook(historyDeclinedChange({ number: exampleNumber }))];
  return {
    webhooks: [...kept.map(({ webhook }) => webhook), ...declined, ...recordStatuses(onboardedAt)],
    disconnection,
  };
}

/** Each message is sent, delivered and read, in this order. */
function recordStatuses(onboardedAt: Date): MetaWebhook[] {
  const seconds = Math.floor(onboardedAt.getTime() / 1000);
  return ["wamid.API1", "wamid.API2", "wamid.API3"].flatMap((id) =>
    statuses.map((status, place) =>
      metaWebhook(statusChange(messageStatus(status, { id, timestamp: String(seconds + place) }))),
    ),
  );
}

function isOfLaterPhase(webhook: MetaWebhook): boolean {
  return /"phase":[12]/.test(JSON.stringify(webhook));
}
