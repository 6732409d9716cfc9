import { setTimeout as wait } from "node:timers/promises";
import { numberedWebhook } from "../../sending/numbered.ts";
import { pack, Sender } from "../../sending/sender.ts";

/** An answer, and when its request was made and it came. */
export interface Answered {
  readonly number: number;
  readonly status: number | undefined;
  readonly from: number;
  readonly until: number;
}

/** Where to send to, and how fast. */
export interface PressureSettings {
  readonly port: number;
  readonly appSecret: string;
  readonly perSecond: number;
}

const repeatAfter = 200;

/** A sender that goes on whatever happens, and repeats what was not answered with 200. */
export class Pressure {
  readonly answers: Answered[] = [];
  /** When a webhook was acknowledged. */
  readonly acknowledged = new Map<number, number>();
  readonly #settings: PressureSettings;
  readonly #sender = new Sender();
  readonly #underWay: Promise<void>[] = [];
  #next = 0;
  #isOn = true;
  #isOver = false;

  constructor(settings: PressureSettings) {
    this.#settings = settings;
    this.#underWay.push(this.#press());
  }

  get sent(): number {
    return this.#next;
  }

  /**
   * Sends nothing new, and repeats for a while what was not acknowledged.
   *
   * @returns how much never was.
   */
  async end(patience: number): Promise<number> {
    this.#isOn = false;
    const end = performance.now() + patience;
    while (this.acknowledged.size < this.#next && performance.now() < end) await wait(20);
    this.#isOver = true;
    // The first of them adds to the others.
    await this.#underWay[0];
    await Promise.all(this.#underWay);
    this.#sender.close();
    return this.#next - this.acknowledged.size;
  }

  async #press(): Promise<void> {
    while (this.#isOn) {
      this.#underWay.push(this.#insist(this.#next++));
      await wait(1_000 / this.#settings.perSecond);
    }
  }

  async #insist(number: number): Promise<void> {
    const { port, appSecret } = this.#settings;
    // Some room, so that a disk fills.
    const parcel = pack(numberedWebhook(number, `Message ${number}. `.padEnd(3_000, ".")), appSecret);
    while (!this.#isOver && !this.acknowledged.has(number)) {
      const from = performance.now();
      const { status } = await this.#sender.send(port, parcel);
      const until = performance.now();
      this.answers.push({ number, status, from, until });
      if (status === 200) this.acknowledged.set(number, until);
      else await wait(repeatAfter);
    }
  }
}
