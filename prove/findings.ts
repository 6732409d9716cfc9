import { BrokenPromise, type Figure, type Figures } from "./proof.ts";

/** What a proof has counted, and which of it is not as promised: told at the end, so that one shows with all others. */
export class Findings {
  readonly #figures: Figure[] = [];
  readonly #broken: string[] = [];

  /** Notes what was counted. */
  count(what: string, value: number | string): void {
    this.#figures.push({ what, value });
  }

  /** Notes what does not hold. */
  hold(holds: boolean, otherwise: string): void {
    if (!holds) this.#broken.push(otherwise);
  }

  /**
   * All that was counted.
   *
   * @throws BrokenPromise where something did not hold.
   */
  end(): Figures {
    if (this.#broken.length > 0) throw new BrokenPromise(this.#broken.join(" "), this.#figures);
    return this.#figures;
  }
}
