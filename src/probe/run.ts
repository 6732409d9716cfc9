import { randomHex } from "../payloads/random-hex.ts";

/**
 * What tells the webhooks of one run from those of another, so that a receiver does not take them for repetitions.
 *
 * @internal
 */
export class Run {
  readonly #name = randomHex(8).toUpperCase();
  /** When the run began, in Unix seconds: the time of the newest message. */
  readonly seconds = Math.floor(Date.now() / 1_000);

  /** The id of a message: the same for the same place in the run. All are equally long. */
  wamid(place: number): string {
    return `wamid.PROBE${this.#name}${String(place).padStart(6, "0")}`;
  }

  /** The id of an event of 360dialog's. */
  eventId(name: string): string {
    return `probe-${this.#name}-${name}`;
  }
}
