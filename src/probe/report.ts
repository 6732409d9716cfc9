/** What is asked of a webhook, in the order in which it is asked. */
export type ProbeName =
  /** The address is one that senders take. Nothing is sent for it. */
  | "address"
  /** Meta's verification request with the right verify token. Right: 200, and the challenge alone as the body. */
  | "challenge"
  /** The same with another token. Right: a status from 400 to 499, without the challenge. */
  | "challenge_forged"
  /** A small genuine webhook. Right: 200. */
  | "signed"
  /** Another one without any proof of its sender. Right: a status from 400 to 499. */
  | "unsigned"
  /** Another one with a wrong signature, or with wrong values in its headers. Right: a status from 400 to 499. */
  | "forged"
  /** A genuine webhook as large as Meta's largest. Right: 200. */
  | "large_history"
  /** The webhook of `signed` again, byte for byte, as a sender repeats it. Right: 200. */
  | "repeated";

/**
 * What a probe comes to: `passed`; `slow`, which is right but takes longer than senders want; `failed`; or `left_out`,
 * because nothing could be learned from it.
 */
export type ProbeVerdict = "passed" | "slow" | "failed" | "left_out";

/** What became of one probe. */
export interface ProbeResult {
  readonly probe: ProbeName;
  readonly verdict: ProbeVerdict;
  /** The HTTP status of the answer, where there was one. */
  readonly status?: number;
  /** From sending the request to the end of the answer, or of its first 4 kB, in whole milliseconds. Absent where nothing was sent. */
  readonly milliseconds?: number;
  /** The time the sender allows for it, in milliseconds: 5,000 at 360dialog. Meta publishes none. */
  readonly limitMilliseconds?: number;
  /** Why it is so, in one or two sentences for a person. Absent where there is nothing to add. */
  readonly reason?: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** What {@link probeWebhook} found. */
export interface ProbeReport {
  /** Whether no probe failed. Probes that were left out do not count: their `reason` says what is not known. */
  readonly ready: boolean;
  /** Every probe, in the order in which they were made. */
  readonly probes: readonly ProbeResult[];
}
