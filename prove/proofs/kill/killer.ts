import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../../../src/payloads/random.ts";
import { ReceiverProcess } from "../../processes/receiver-process.ts";
import type { ReceiverSettings } from "./receiver-settings.ts";

const killedAtStart = 0.1;
const longestStart = 300;

/** Keeps a receiver going, and kills it. */
export class Killer {
  /** Where the receiver listens, or did last. */
  port = 0;
  killed = 0;
  /** How many of those that were killed had not listened yet. */
  killedAtStart = 0;
  readonly #program: string;
  readonly #settings: ReceiverSettings;
  readonly #random: Random;
  #receiver: ReceiverProcess | undefined;

  constructor(program: string, settings: ReceiverSettings, random: Random) {
    this.#program = program;
    this.#settings = settings;
    this.#random = random;
  }

  async start(): Promise<void> {
    this.#receiver = new ReceiverProcess(this.#program, this.#settings);
    this.port = await this.#receiver.port();
  }

  /** Kills the receiver and starts the next, which now and then is killed as well before it listens. */
  async kill(): Promise<void> {
    await this.#receiver?.kill();
    this.killed++;
    if (this.#random.chance(killedAtStart)) {
      // Who has not even listened yet may be at work on what the one before has left.
      const early = new ReceiverProcess(this.#program, this.#settings);
      await wait(this.#random.next() * longestStart);
      await early.kill();
      this.killed++;
      this.killedAtStart++;
    }
    await this.start();
  }

  /** @throws where the receiver has ended by itself. */
  requireAlive(): void {
    if (this.#receiver?.hasCrashed) throw new Error("The receiver ended by itself.");
  }

  async stop(): Promise<void> {
    await this.#receiver?.stop();
  }
}
