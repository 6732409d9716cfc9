/** How large a proof is run: to see that it works, in some minutes on two cores, or at its full size. */
export type Size = "quick" | "short" | "deep";

/** A promise, and how it is put to the test. */
export interface Proof {
  /** Its name on the command line. */
  readonly name: string;
  /** What is promised. */
  readonly promise: string;
  /**
   * Puts it to the test. Not to throw is to hold what is promised.
   *
   * @throws where the promise does not hold.
   */
  run(context: ProofContext): Promise<Figures>;
}

export interface ProofContext {
  readonly size: Size;
  /** What all that is random begins with. The same one gives the same webhooks; times are never the same. */
  readonly seed: number;
  /** Tells a person who waits how far it is. */
  progress(line: string): void;
  /**
   * Says that a part cannot be put to the test here, and how to get what is missing. Not for what does not hold.
   *
   * @throws where REQUIRE_SERVICES is set.
   */
  leaveOut(line: string): void;
}

/** What was counted, in the order in which it is to be printed. */
export type Figures = readonly Figure[];

export interface Figure {
  readonly what: string;
  readonly value: number | string;
}

/** A promise that does not hold, with what was counted until then. */
export class BrokenPromise extends Error {
  readonly figures: Figures;

  constructor(message: string, figures: Figures = []) {
    super(message);
    this.name = "BrokenPromise";
    this.figures = figures;
  }
}
