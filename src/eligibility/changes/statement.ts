import type { Sourced } from "../sourced.ts";

/** What a page says, in a sentence for a person. */
export interface Statement extends Sourced {
  readonly text: string;
}
