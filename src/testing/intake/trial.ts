import type { IntakeFactory } from "../../intake/index.ts";
import { Deliveries } from "./deliveries.ts";
import { demand, describe, unfit } from "./demand.ts";
import { Gate } from "./gate.ts";
import { type Arrival, Instance, type Listener } from "./instance.ts";
import type { IntakeTestOptions, IntakeUnderTest } from "./intake-under-test.ts";
import { pause } from "./pause.ts";
import { webhookWith } from "./webhooks.ts";

const longestPause = 1_000;

/** What one case works with: a store of its own, the intakes on it, and what they delivered. */
export class Trial {
  readonly deliveries = new Deliveries();
  readonly #make: IntakeUnderTest;
  readonly #store: string;
  readonly #patience: number;
  readonly #crash: IntakeTestOptions["crash"];
  readonly #instances: Instance[] = [];
  readonly #gates: Gate[] = [];
  readonly #background: Promise<void>[] = [];
  #settled = 0;
  #isOver = false;

  constructor(make: IntakeUnderTest, store: string, patience: number, crash: IntakeTestOptions["crash"]) {
    this.#make = make;
    this.#store = store;
    this.#patience = patience;
    this.#crash = crash;
  }

  /** Opens an intake on the store of this case, as a process would that starts. Its listener succeeds by default. */
  async open(listener: Listener = () => undefined): Promise<Instance> {
    let factory: IntakeFactory;
    try {
      factory = await this.#make(this.#store);
      const instance = new Instance(factory, this.deliveries, listener, this.#patience);
      this.#instances.push(instance);
      return instance;
    } catch (error) {
      throw unfit(`The intake could not be made: ${describe(error)}`, error);
    }
  }

  /** Ends an instance, and everything that holds the store open, without a word. */
  async crash(instance: Instance): Promise<void> {
    instance.vanish();
    await this.#crash?.(this.#store);
  }

  /** A gate that is opened when the case is over, so that nothing waits at it for ever. */
  gate(): Gate {
    const gate = new Gate();
    this.#gates.push(gate);
    return gate;
  }

  /** Sends a webhook as a sender does: what was refused is sent again, until it is accepted. */
  async send(to: Instance, body: Uint8Array, arrival: Arrival = {}): Promise<void> {
    const end = Date.now() + this.#patience;
    for (let wait = 10; !this.#isOver; wait = Math.min(wait * 2, longestPause)) {
      try {
        return await to.accept(body, arrival);
      } catch (error) {
        const sentence = `A webhook was refused each time it was sent, for ${this.#patience} ms: ${describe(error)}`;
        if (Date.now() >= end) throw unfit(sentence, error);
        await pause(wait);
      }
    }
  }

  /** The same for a webhook that may be refused until the case is over. */
  sendBeside(to: Instance, body: Uint8Array): void {
    this.#background.push(this.send(to, body).catch(() => undefined));
  }

  /** Waits until something is so. The sentence says what is wrong with an intake where it never is. */
  async until(isSo: () => boolean | Promise<boolean>, sentence: string): Promise<void> {
    const end = Date.now() + this.#patience;
    for (let wait = 2; !(await isSo()); wait = Math.min(wait * 2, 50)) {
      demand(Date.now() < end, `${sentence} Waited for ${this.#patience} ms.`);
      await pause(wait);
    }
  }

  /** Waits until all these messages were delivered. */
  async delivered(names: readonly string[], sentence: string): Promise<void> {
    await this.until(() => this.deliveries.missing(names).length === 0, sentence);
  }

  /**
   * The same where an intake may have given some of them up, which is no loss as long as they lie among the dead letters:
   * those are replayed.
   *
   * @returns whether any was.
   */
  async deliveredOrReplayed(by: Instance, names: readonly string[], sentence: string): Promise<boolean> {
    let wasReplayed = false;
    await this.until(async () => {
      if (this.deliveries.missing(names).length === 0) return true;
      const letters = by.has("deadLetters") ? await by.deadLetters.list() : [];
      for (const { id } of letters) wasReplayed = (await by.deadLetters.replay(id)) || wasReplayed;
      return false;
    }, sentence);
    return wasReplayed;
  }

  /** Waits until everything of these chats is over that was sent before: one more message of each is delivered. */
  async settle(instance: Instance, chats: readonly number[] = [0]): Promise<void> {
    this.#settled++;
    const named = chats.map((chat) => ({ name: `settled${this.#settled}-${chat}`, chat }));
    await Promise.all(named.map((message) => this.send(instance, webhookWith(message))));
    const sentence = "A message that followed in the same chat was not delivered.";
    await this.delivered(
      named.map(({ name }) => name),
      sentence,
    );
    // What comes a second time comes beside it or soon after. An intake that takes longer is found out by chance only.
    await pause(100);
  }

  /** Ends everything that the case began. */
  async end(): Promise<void> {
    this.#isOver = true;
    for (const gate of this.#gates) gate.open();
    await Promise.all(this.#instances.map((instance) => instance.close().catch(() => undefined)));
    await Promise.all(this.#background);
  }
}
