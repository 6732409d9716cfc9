import type { Clock } from "../clock.ts";
import type { Attempt, Delivery } from "./delivery.ts";
import { Lane } from "./lane.ts";
import { type Letter, post } from "./post.ts";
import { retriedFor, waitBefore } from "./retries.ts";

/** What is known of a webhook before it is sent. */
export type Consignment = Omit<Delivery, "number" | "state" | "droppedBecause" | "attempts" | "bytes" | "url"> & {
  /** Whose webhook it is. What one receiver does not take holds up no other number's webhooks. */
  readonly lane: string;
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
  /** How many webhooks of a lane are on their way at a time. With one they are sent in their order. */
  readonly concurrency: number;
  /** How long an answer may take, in milliseconds of real time. A sender may have less patience. */
  readonly timeout: number;
  /** How long a webhook waits for further attempts altogether, in milliseconds of the clock. Default: seven days. */
  readonly retriedFor?: number | undefined;
  /** Whether deliveries can be listed later. Default: true. A million of them need no memory without it. */
  readonly keepsDeliveries?: boolean | undefined;
  /** Is told whenever something is known about a delivery. What it throws becomes a warning of the process. */
  readonly onChange?: ((delivery: Delivery) => void) | undefined;
}

/** Brings webhooks to their receivers, each until it is answered 200 or too old. */
export class Courier {
  readonly #deliveries: Delivery[] = [];
  readonly #options: CourierOptions;
  readonly #end = new AbortController();
  readonly #lanes = new Map<string, Lane>();
  #sent = 0;
  #underWay = 0;
  #whenSettled: (() => void)[] = [];

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Every webhook so far, in the order in which they were handed over. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Ends when a lane has room for another webhook: whoever waits for that needs no more memory than it. */
  hasRoom(lane: string): Promise<void> {
    return this.#laneOf(lane).hasRoom();
  }

  /** Takes a webhook and brings it there. */
  send(consignment: Consignment): void {
    void this.#bring(consignment);
  }

  /** Ends when every webhook was answered 200 or given up. */
  settled(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenSettled.push(resolve));
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.settled();
  }

  async #bring({ lane: name, write, follow, isCut, ...known }: Consignment): Promise<void> {
    const lane = this.#laneOf(name);
    const attempts: Attempt[] = [];
    this.#sent += 1;
    const delivery: Writable<Delivery> = { ...known, number: this.#sent, bytes: 0, state: "waiting", attempts };
    if (this.#options.keepsDeliveries ?? true) this.#deliveries.push(delivery);
    this.#underWay += 1;
    lane.hold();
    const attempt = (): Promise<Attempt | undefined> =>
      lane.send(() => this.#attempt(delivery, write, isCut && attempts.length === 0));
    const end = await this.#insist(delivery, attempts, attempt);
    if (end === "accepted") for (const further of follow?.() ?? []) this.send(further);
    delivery.state = end === "accepted" ? end : "dropped";
    if (end !== "accepted") delivery.droppedBecause = end;
    this.#tell(delivery);
    lane.letGo();
    this.#underWay -= 1;
    if (this.#underWay === 0) for (const resolve of this.#whenSettled.splice(0)) resolve();
  }

  /** Attempts it until it is accepted, unwanted or too old. */
  async #insist(
    delivery: Delivery,
    attempts: Attempt[],
    attempt: () => Promise<Attempt | undefined>,
  ): Promise<"accepted" | NonNullable<Delivery["droppedBecause"]>> {
    const { clock, retriedFor: patience = retriedFor } = this.#options;
    const { signal } = this.#end;
    // How long attempts take is real time, of which a fast clock would make days: the waits alone count.
    let waited = 0;
    while (!signal.aborted) {
      const made = await attempt();
      if (made === undefined) return "nobody_subscribed";
      attempts.push(made);
      if (made.status === 200) return "accepted";
      if (signal.aborted) break;
      const wait = waitBefore(attempts.length);
      waited += wait;
      if (waited > patience) return "too_old";
      this.#tell(delivery);
      await clock.wait(wait, signal);
    }
    return "closed";
  }

  /** One attempt. Undefined where there is nobody to send it to. */
  async #attempt(
    delivery: Writable<Delivery>,
    write: Consignment["write"],
    isCut: boolean,
  ): Promise<Attempt | undefined> {
    const at = this.#options.clock.now();
    try {
      const letter = await write();
      if (letter === undefined) return undefined;
      delivery.url = letter.url;
      delivery.bytes = Buffer.byteLength(letter.body);
      const timeout = Math.min(this.#options.timeout, letter.patience ?? Number.POSITIVE_INFINITY);
      return { at, ...(await post(letter, { isCut, timeout, signal: this.#end.signal })) };
    } catch (error) {
      // What cannot be sent, such as a header that HTTP does not have, is no answer.
      if (delivery.attempts.length === 0) process.emitWarning(error instanceof Error ? error : String(error));
      return { at, milliseconds: 0, failure: "connection" };
    }
  }

  #laneOf(name: string): Lane {
    const lane = this.#lanes.get(name) ?? new Lane(this.#options.concurrency);
    this.#lanes.set(name, lane);
    return lane;
  }

  #tell(delivery: Delivery): void {
    try {
      this.#options.onChange?.(delivery);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };
