import type { Outcome } from "../../probe/follow-plan.ts";
import type { SimulationSettings } from "../options.ts";
import type { SimulationCheck } from "../report.ts";
import type { Traffic } from "../send-traffic.ts";

/** Everything that is known in the end. */
export interface Evidence extends Traffic {
  /** What was asked before the traffic began. */
  readonly opening: Outcome;
  readonly settings: SimulationSettings;
}

/** What a check comes to. */
export type Judgement = Omit<SimulationCheck, "check">;

/** What is said where nothing can be told apart. */
export const nothingAccepted: Judgement = { verdict: "left_out", reason: "Not one webhook was accepted." };

/** What is said where nobody could be asked. */
export const notSent: Judgement = { verdict: "left_out", reason: "Nothing was sent." };
