import type { Clock } from "../clock.ts";
import type { Attempt, Delivery } from "./delivery.ts";
import { type Letter, post } from "./post.ts";
import { retriedFor, waitBefore } from "./retries.ts";

/** What is known of a webhook before it is sent. */
export type Consignment = Omit<Delivery, "number" | "state" | "attempts" | "bytes"> & {
  /** Breaks the connection of the first attempt. */
  readonly isCut: boolean;
  /** Makes what is sent. Undefined where there is nobody to send it to. It is asked again for each attempt. */
  write(): Promise<Letter | undefined>;
  /** What is sent once this was answered 200. */
  follow?(): Iterable<Consignment>;
};

/** How a {@link Courier} works. */
export interface CourierOptions {
  readonly clock: Clock;
  /** How many webhooks are on their way at a time. */
  readonly concurrency: number;
  /** How long an answer may take, in milliseconds of real time. */
  readonly timeout: number;
  /** How long a webhook is retried, in milliseconds of the clock. Default: seven days. */
  readonly retriedFor?: number | undefined;
  /** Whether deliveries can be listed later. Default: true. A million of them need no memory without it. */
  readonly keepsDeliveries?: boolean | undefined;
  /** Is told whenever something is known about a delivery. */
  readonly onChange?: ((delivery: Delivery) => void) | undefined;
}

/** How many webhooks are held at a time, those that wait for another attempt included. */
const mostHeld = 128;

/** Brings webhooks to their receivers, each until it is answered 200 or too old. */
export class Courier {
  readonly #deliveries: Delivery[] = [];
  readonly #options: CourierOptions;
  readonly #end = new AbortController();
  /** Those who wait for their turn to send, first come, first served. */
  readonly #queue: (() => void)[] = [];
  #free: number;
  #sent = 0;
  #held = 0;
  #whenRoom: (() => void)[] = [];
  #whenSettled: (() => void)[] = [];

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#free = options.concurrency;
  }

  /** Every webhook so far, in the order in which they were handed over. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Ends when there is room for another webhook: whoever waits for that needs no more memory than it. */
  hasRoom(): Promise<void> {
    if (this.#held < Math.max(mostHeld, this.#options.concurrency)) return Promise.resolve();
    return new Promise((resolve) => this.#whenRoom.push(resolve));
  }

  /** Takes a webhook and brings it there. */
  send({ write, follow, isCut, ...known }: Consignment): void {
    const attempts: Attempt[] = [];
    this.#sent += 1;
    const delivery: Writable<Delivery> = { ...known, number: this.#sent, bytes: 0, state: "waiting", attempts };
    if (this.#options.keepsDeliveries ?? true) this.#deliveries.push(delivery);
    this.#held += 1;
    const attempt = async (): Promise<Outcome> => {
      const letter = await write();
      if (letter === undefined) return "dropped";
      delivery.bytes = Buffer.byteLength(letter.body);
      const outcome = await this.#post(letter, isCut && attempts.length === 0);
      attempts.push(outcome);
      if (outcome.status === 200) return "accepted";
      this.#options.onChange?.(delivery);
      return "again";
    };
    void this.#insist(attempts, attempt).then((state) => {
      if (state === "accepted") for (const consignment of follow?.() ?? []) this.send(consignment);
      this.#settle(delivery, state);
    });
  }

  /** Ends when every webhook was answered 200 or given up. */
  settled(): Promise<void> {
    if (this.#held === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenSettled.push(resolve));
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.settled();
  }

  #settle(delivery: Writable<Delivery>, state: Delivery["state"]): void {
    delivery.state = state;
    this.#options.onChange?.(delivery);
    this.#held -= 1;
    this.#whenRoom.shift()?.();
    if (this.#held === 0) for (const resolve of this.#whenSettled.splice(0)) resolve();
  }

  /** Attempts it until it is accepted, unwanted or too old. */
  async #insist(attempts: readonly Attempt[], attempt: () => Promise<Outcome>): Promise<"accepted" | "dropped"> {
    const { clock, retriedFor: patience = retriedFor } = this.#options;
    const { signal } = this.#end;
    while (!signal.aborted) {
      const outcome = await attempt();
      if (outcome !== "again") return outcome;
      const wait = waitBefore(attempts.length);
      const age = clock.now().getTime() - (attempts[0]?.at.getTime() ?? 0);
      if (age + wait > patience) break;
      await clock.wait(wait, signal);
    }
    return "dropped";
  }

  async #post(letter: Letter, isCut: boolean): Promise<Attempt> {
    const { clock, timeout } = this.#options;
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    const at = clock.now();
    try {
      return { at, ...(await post(letter, { isCut, timeout, signal: this.#end.signal })) };
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** What becomes of an attempt: there is another one, or not. */
type Outcome = "accepted" | "dropped" | "again";
