import { setTimeout as wait } from "node:timers/promises";
import { Random } from "../../../src/payloads/random.ts";
import { Sender } from "../../sending/sender.ts";
import { loadOf } from "./workload.ts";

export interface SenderSettings {
  readonly webhooks: number;
  readonly seed: number;
  /** Where to send to, now. */
  readonly port: () => number;
}

const connections = 32;
const sentTwice = 0.02;

/** Sends like a sender: several at a time, what was not answered with 200 again, and some although they were. */
export class InsistentSender {
  /** How many webhooks were answered with 200. */
  acknowledged = 0;
  /** How many of those were sent once more all the same. */
  repeated = 0;
  /** How many requests were not answered with 200, and made again. */
  unanswered = 0;
  /** Answers that are neither 200 nor 503. */
  readonly strange = new Set<number>();
  readonly #settings: SenderSettings;
  readonly #sender = new Sender();
  readonly #random: Random;
  readonly #later: number[] = [];
  #next = 0;

  constructor(settings: SenderSettings) {
    this.#settings = settings;
    this.#random = new Random(settings.seed);
  }

  /** Sends everything. Ends when all of it is acknowledged. */
  async send(): Promise<void> {
    const { webhooks } = this.#settings;
    const work = async (): Promise<void> => {
      while (this.#next < webhooks) {
        const place = this.#next++;
        await this.#deliver(place);
        this.acknowledged++;
        if (this.#random.chance(sentTwice)) this.#later.push(place);
        // Some at once, some long after.
        if (this.#random.chance(sentTwice)) await this.#repeat();
      }
      while (this.#later.length > 0) await this.#repeat();
    };
    await Promise.all(Array.from({ length: connections }, work));
    this.#sender.close();
  }

  async #repeat(): Promise<void> {
    const [place] = this.#later.splice(this.#random.below(this.#later.length), 1);
    if (place === undefined) return;
    await this.#deliver(place);
    this.repeated++;
  }

  async #deliver(place: number): Promise<void> {
    const { parcel } = loadOf(place, this.#settings.seed);
    while (true) {
      const { status } = await this.#sender.send(this.#settings.port(), parcel);
      if (status === 200) return;
      if (status !== undefined && status !== 503) this.strange.add(status);
      this.unanswered++;
      await wait(10 + Math.random() * 20);
    }
  }
}
