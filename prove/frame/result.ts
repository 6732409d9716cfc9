import type { Figures, Proof } from "../proof.ts";

/** What became of a proof. */
export interface Result {
  readonly proof: Pick<Proof, "name" | "promise">;
  readonly seconds: number;
  readonly figures: Figures;
  /** What could not be put to the test here. */
  readonly leftOut: readonly string[];
  /** Why the promise does not hold. Absent where it does. */
  readonly failure?: string | undefined;
}

/** What the process of a proof says. */
export type Said =
  | { readonly kind: "progress"; readonly line: string }
  | { readonly kind: "leftOut"; readonly line: string }
  | { readonly kind: "held"; readonly figures: Figures }
  | { readonly kind: "broken"; readonly figures: Figures; readonly failure: string };
