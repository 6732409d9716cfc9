import type { BusinessNumber } from "../payloads/participants.ts";
import type { HappeningKind } from "../traffic/scenario/happening.ts";

/** How one number is doing. */
export interface NumberProgress {
  readonly number: BusinessNumber;
  /**
   * How many webhooks were handed over, those that wait for their turn included. It grows until all were, when `doing` is
   * `retrying` or `done`: only then is it a total.
   */
  readonly webhooks: number;
  /** How many of them were answered 200. */
  readonly accepted: number;
  /** How many were given up. */
  readonly dropped: number;
  /** How often one was not answered 200, and is sent again. */
  readonly retried: number;
  /** How far the history is that was accepted, in percent. It never goes back. Undefined where none is sent. */
  readonly history: number | undefined;
  /** What is sent now; `beginning` before the first webhook, `waiting` in a pause of the scenario, `retrying` when all is sent and not all accepted. */
  readonly doing: HappeningKind | "beginning" | "waiting" | "retrying" | "done";
}

/** How a simulation is doing. */
export interface SimulationProgress {
  readonly numbers: readonly NumberProgress[];
}
