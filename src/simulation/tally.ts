import { probeNumber } from "../probe/probe-number.ts";
import type { Consignment } from "../traffic/courier/courier.ts";
import type { Attempt, Delivery } from "../traffic/courier/delivery.ts";

/** What a webhook is an example of. */
export type WebhookClass = "ordinary" | "repeated" | "account" | "large";

/** Why an attempt did not end with 200: its status, or why there was none. */
export type Failure = number | "connection" | "timeout";

/** What became of the webhooks of a class. */
export interface Results {
  accepted: number;
  dropped: number;
  /** Accepted, but not at once, although the connection was not cut. */
  late: number;
  /** How often each failure was seen. */
  readonly failures: Map<Failure, number>;
  /** Which were given up. The simulation ends before they are many. */
  readonly droppedEvents: Set<string>;
}

/** From here a webhook is large. The usual limits of receivers are below it. */
const large = 1_000_000;

/** Keeps what is known of a simulation in counts and times, whatever its length. */
export class Tally {
  readonly results: Readonly<Record<WebhookClass, Results>> = {
    ordinary: noResults(),
    repeated: noResults(),
    account: noResults(),
    large: noResults(),
  };
  readonly statuses = new Map<number, number>();
  readonly unanswered = { cut: 0, broken: 0, late: 0 };
  /** What the webhooks that were given up were about. */
  readonly droppedAbout = new Map<string, number>();
  /** How long each answer took: of small webhooks, of large ones, and of chunks of history in their order. */
  readonly times = { small: [] as number[], large: [] as number[], chunks: [] as number[] };
  webhooks = 0;
  repeated = 0;
  messages = 0;
  /** Those of the two largest webhooks, which are about a number of their own. */
  messagesOfLarge = 0;
  bytes = 0;
  attempts = 0;
  retried = 0;

  /** How many were answered 200. */
  get accepted(): number {
    return this.#sum("accepted");
  }

  /** How many were given up. */
  get dropped(): number {
    return this.#sum("dropped");
  }

  /** How often something failed that was not cut. */
  get failed(): number {
    return Object.values(this.results).reduce((sum, { failures }) => sum + total(failures), 0);
  }

  /** A webhook was handed over. */
  send({ isRepeated, messages, phoneNumberId }: Pick<Consignment, "isRepeated" | "messages" | "phoneNumberId">): void {
    this.webhooks += 1;
    if (isRepeated) {
      this.repeated += 1;
      return;
    }
    this.messages += messages;
    if (phoneNumberId === probeNumber.phoneNumberId) this.messagesOfLarge += messages;
  }

  /** Something is known about it: an attempt has failed, or it was accepted, or given up, mostly after another attempt. */
  note(delivery: Delivery): void {
    const results = this.results[classOf(delivery)];
    const attempt = delivery.attempts.at(-1);
    if (delivery.state === "dropped") {
      results.dropped += 1;
      results.droppedEvents.add(delivery.event);
      increase(this.droppedAbout, delivery.about);
    }
    const isNew = delivery.state !== "dropped" || delivery.droppedBecause === "too_old";
    if (attempt !== undefined && isNew) this.#count(delivery, attempt, results);
    if (delivery.state !== "accepted") return;
    results.accepted += 1;
    if (delivery.attempts.some((earlier) => failureOf(earlier) !== undefined)) results.late += 1;
  }

  #count(delivery: Delivery, attempt: Attempt, { failures }: Results): void {
    const { bytes, about, attempts } = delivery;
    this.attempts += 1;
    if (attempts.length === 1) this.bytes += bytes;
    else this.retried += 1;
    if (attempt.status !== undefined) increase(this.statuses, attempt.status);
    if (attempt.failure === "cut_by_sender") this.unanswered.cut += 1;
    if (attempt.failure === "connection") this.unanswered.broken += 1;
    if (attempt.failure === "timeout") this.unanswered.late += 1;
    const failure = failureOf(attempt);
    if (failure !== undefined) increase(failures, failure);
    // How long a sender waited for nothing is part of what it sees. Where the connection broke, there was nothing to wait for.
    if (attempt.status === undefined && attempt.failure !== "timeout") return;
    this.times[bytes < large ? "small" : "large"].push(attempt.milliseconds);
    if (about === "history" && bytes < large) this.times.chunks.push(attempt.milliseconds);
  }

  #sum(member: "accepted" | "dropped"): number {
    return Object.values(this.results).reduce((sum, results) => sum + results[member], 0);
  }
}

function noResults(): Results {
  return { accepted: 0, dropped: 0, late: 0, failures: new Map(), droppedEvents: new Set() };
}

function classOf({ bytes, about, isRepeated }: Delivery): WebhookClass {
  if (bytes >= large) return "large";
  if (about === "account") return "account";
  return isRepeated ? "repeated" : "ordinary";
}

function failureOf({ status, failure }: Attempt): Failure | undefined {
  if (failure === "cut_by_sender" || status === 200) return undefined;
  return failure ?? status;
}

/** Adds one. */
export function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** All counts together. */
export function total(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
