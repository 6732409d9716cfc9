import type { BusinessNumber } from "../payloads/participants.ts";
import type { Delivery } from "../traffic/courier/delivery.ts";
import type { Happening, Pause } from "../traffic/scenario/happening.ts";
import type { Sending } from "../traffic/sending/disorder.ts";
import { inventNumbers } from "./invent-numbers.ts";
import type { SimulationSettings } from "./options.ts";
import { reports } from "./play.ts";
import type { NumberProgress } from "./progress.ts";

/** The numbers of a simulation. */
export function simulatedNumbers({ numbers, scenario, sender }: SimulationSettings): SimulatedNumber[] {
  const hasHistory =
    typeof scenario.history === "number" && scenario.history > 0 && reports(sender, { field: "history" });
  return inventNumbers(numbers).map((number) => new SimulatedNumber(number, hasHistory));
}

/** A number of the simulation, and how it is doing. */
export class SimulatedNumber {
  readonly number: BusinessNumber;
  #webhooks = 0;
  #accepted = 0;
  #dropped = 0;
  #retried = 0;
  #history: number | undefined;
  #doing: NumberProgress["doing"] = "beginning";

  constructor(number: BusinessNumber, hasHistory: boolean) {
    this.number = number;
    this.#history = hasHistory ? 0 : undefined;
  }

  get progress(): NumberProgress {
    return {
      ...{ number: this.number, webhooks: this.#webhooks, accepted: this.#accepted, dropped: this.#dropped },
      ...{ retried: this.#retried, history: this.#history, doing: this.#doing },
    };
  }

  /** Passes on what is to be sent, and keeps in mind what it is. */
  *watch(sendings: Iterable<Sending | Pause>): Generator<Sending | Pause> {
    for (const sending of sendings) {
      this.#doing = "seconds" in sending ? "waiting" : aboutOf(sending.happenings);
      yield sending;
    }
    this.#doing = "retrying";
    this.#settle();
  }

  /** A webhook was handed over. */
  send(): void {
    this.#webhooks += 1;
  }

  /** Something is known about one. */
  note({ state, progress = 0 }: Delivery): void {
    if (state === "waiting") this.#retried += 1;
    if (state === "dropped") this.#dropped += 1;
    if (state === "accepted") {
      this.#accepted += 1;
      if (this.#history !== undefined) this.#history = Math.max(this.#history, progress);
    }
    this.#settle();
  }

  #settle(): void {
    if (this.#doing === "retrying" && this.#accepted + this.#dropped === this.#webhooks) this.#doing = "done";
  }
}

function aboutOf([first]: readonly Happening[]): NumberProgress["doing"] {
  return first?.about ?? "retrying";
}
