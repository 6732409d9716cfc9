import type { DisconnectionInfo, MetaWebhook } from "../../schemas/index.ts";
import type { BusinessNumber } from "../participants.ts";

/** What happened on a number that is being onboarded. */
export interface OnboardingOptions {
  /** The same seed gives the same traffic. Default: 1. */
  seed?: number;
  /** Default: `exampleNumber`. */
  number?: BusinessNumber;
  /** How many customers the business has. The last of three or more has a username and no known number. Default: 4. */
  customers?: number;
  /** How many messages the history has. Default: 120. */
  messages?: number;
  /** How many messages a chunk has at most. Default: 20. */
  chunkSize?: number;
  /** Whether the business shares its history. Default: `"shared"`. */
  history?: "shared" | "declined";
  /** Why the number is disconnected in the end, or `false` for a number that stays. Default: `"PRIMARY_INACTIVITY"`. */
  disconnect?: Exclude<DisconnectionInfo["reason"], undefined> | false;
  /** When the number was onboarded. Default: 1 September 2026, nine o'clock UTC. */
  onboardedAt?: Date;
}

/** What a recorded webhook is about. */
export type OnboardingStep =
  /** The address book, and later a contact that was edited and one that was removed. */
  | "contacts"
  /** A chunk of history. */
  | "history"
  /** The asset of a placeholder in the history, before or after the chunk that holds it. */
  | "media"
  /** The business keeps its history to itself. */
  | "declined"
  /** A message from the phone, edits and revocations included. */
  | "echo"
  /** A live message from a customer. */
  | "message"
  /** The number was disconnected. */
  | "disconnect";

/** One webhook of an onboarding. */
export interface RecordedWebhook {
  /** What it is about. */
  step: OnboardingStep;
  /** What Meta sends. */
  webhook: MetaWebhook;
}
