import type { Outcome } from "../../probe/follow-plan.ts";
import type { ProbeName } from "../../probe/report.ts";
import { type Judgement, notSent } from "./evidence.ts";

/** Tells whether the address is one that senders take, and whether anybody is there. */
export function judgeAddress({ probes, obstacle }: Outcome): Judgement {
  // Where nothing could be reached, the last probe that was made says why.
  const culprit = obstacle === undefined ? undefined : probes.findLast(({ verdict }) => verdict === "failed");
  return judgementOf(culprit ?? probes.find(({ probe }) => probe === "address"));
}

/** Tells what was found about something that was asked before the traffic began. */
export function judgeOpening(probe: ProbeName, { probes, obstacle }: Outcome): Judgement {
  const found = probes.find((result) => result.probe === probe);
  return obstacle === undefined || found?.verdict === "passed" ? judgementOf(found) : notSent;
}

function judgementOf(found: Outcome["probes"][number] | undefined): Judgement {
  if (found === undefined) return notSent;
  const { verdict, reason, fix } = found;
  return { verdict, ...(reason === undefined ? {} : { reason }), ...(fix === undefined ? {} : { fix }) };
}
