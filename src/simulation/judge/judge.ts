import type { SimulationCheck, SimulationCheckName } from "../report.ts";
import type { Traffic } from "../send-traffic.ts";
import { type Evidence, type Judgement, notSent } from "./evidence.ts";
import { judgeForgeries } from "./forgeries.ts";
import { judgeAddress, judgeOpening } from "./opening.ts";
import { judgePace, judgeSteadiness } from "./times.ts";
import { judgeAccepted, judgeAccount, judgeFirstTry, judgeLarge, judgeRepeated } from "./webhooks.ts";

/** What is looked at in the traffic, in the order of the report. */
const judges: readonly (readonly [SimulationCheckName, (evidence: Evidence) => Judgement])[] = [
  ["accepted", judgeAccepted],
  ["first_try", judgeFirstTry],
  ["repeated", judgeRepeated],
  ["unsigned", (evidence) => judgeForgeries("unsigned", evidence)],
  ["forged", (evidence) => judgeForgeries("forged", evidence)],
  ["large", judgeLarge],
  ["account", judgeAccount],
  ["fast", judgePace],
  ["steady", judgeSteadiness],
];

/**
 * Tells what everything means.
 *
 * @param traffic - absent where there was no use in sending it.
 */
export function judge(
  traffic: Traffic | undefined,
  { opening, settings }: Pick<Evidence, "opening" | "settings">,
): SimulationCheck[] {
  return [
    { check: "address", ...judgeAddress(opening) },
    { check: "challenge", ...judgeOpening("challenge", opening) },
    { check: "challenge_forged", ...judgeOpening("challenge_forged", opening) },
    ...judges.map(([check, judgeIt]) => ({
      check,
      ...(traffic === undefined ? notSent : judgeIt({ ...traffic, opening, settings })),
    })),
  ];
}
