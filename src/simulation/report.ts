import type { ProbeVerdict } from "../probe/index.ts";

/** What a simulation looks at, in the order of its report. */
export type SimulationCheckName =
  /** The address is one that senders take, and somebody answers there. */
  | "address"
  /** Meta's verification request with the right verify token. Right: 200, and the challenge alone as the body. */
  | "challenge"
  /** The same with another token. Right: a status from 400 to 499, without the challenge. */
  | "challenge_forged"
  /** Every genuine webhook. Right: 200 in the end. */
  | "accepted"
  /** The same. Right: 200 the first time, unless the connection was cut on purpose. */
  | "first_try"
  /** Webhooks that were sent a second time. Right: 200. */
  | "repeated"
  /** Webhooks without any proof of their sender, in between. Right: a status from 400 to 499. */
  | "unsigned"
  /** Webhooks with a wrong signature, or with wrong values in their headers. Right: a status from 400 to 499. */
  | "forged"
  /** Webhooks as large as Meta's largest. Right: 200. */
  | "large"
  /** Webhooks of the field `account_update`, which hold no message and name no number. Right: 200. */
  | "account"
  /** How long the answers take. Right: half of them within 250 ms, all but one in a hundred within a second. */
  | "fast"
  /** Whether the last chunks of a history take much longer than the first. */
  | "steady";

/** What became of one check. */
export interface SimulationCheck {
  readonly check: SimulationCheckName;
  /** `slow` is what is right, but not as senders want it. `left_out` is what nothing could be learned about. */
  readonly verdict: ProbeVerdict;
  /** Why it is so, in one or two sentences for a person. Absent where there is nothing to add. */
  readonly reason?: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** What was sent, and how it was answered. Forged and unsigned webhooks are not in it, apart from `forged`. */
export interface SimulationFigures {
  /** How many webhooks there were. One that is sent a second time on purpose is another one. */
  readonly webhooks: number;
  /** How many of them were sent a second time on purpose. */
  readonly repeated: number;
  /** How many messages they held, each counted once: edits, revocations and reactions are some, with ids of their own. */
  readonly messages: number;
  /**
   * How many of these came in the two webhooks of 3 MB that are sent beside the onboardings. They are about a number of
   * their own, `probeNumber`.
   */
  readonly messagesOfLarge: number;
  /** How large their bodies are together. */
  readonly bytes: number;
  /** How often something was sent. */
  readonly attempts: number;
  /** How many attempts were not the first of their webhook. */
  readonly retried: number;
  /** How many webhooks were given up. */
  readonly dropped: number;
  /** How many webhooks had no proof of their sender, or a wrong one. */
  readonly forged: number;
  /** How often each HTTP status was the answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often there was none: a connection that the simulation cut, one that broke, an answer that was not complete in time. */
  readonly unanswered: { readonly cut: number; readonly broken: number; readonly late: number };
  /** How long the answers took, in whole milliseconds. */
  readonly milliseconds: { readonly median: number; readonly p99: number; readonly longest: number };
  /** How long the simulation took, in milliseconds. */
  readonly duration: number;
}

/** What {@link simulate} found. */
export interface SimulationReport {
  /** Whether no check failed. */
  readonly passed: boolean;
  /** What the traffic was drawn with: the same seed gives the same traffic. */
  readonly seed: number;
  /** Every check, in the order of {@link SimulationCheckName}. */
  readonly checks: readonly SimulationCheck[];
  readonly figures: SimulationFigures;
}
