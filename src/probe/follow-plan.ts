import { type Address, isPrivate, judgeAddress } from "./address.ts";
import { judge } from "./judge.ts";
import type { ProbeSettings } from "./options.ts";
import type { Step } from "./plan.ts";
import type { ProbeResult } from "./report.ts";
import { type Reply, send } from "./send.ts";

/** What came of a plan. */
export interface Outcome {
  readonly probes: readonly ProbeResult[];
  /** Why there is no use in sending more. Absent where something was answered. */
  readonly obstacle?: string | undefined;
}

/**
 * Judges the address, and then makes one probe after the other.
 *
 * @throws CoexistenceError `aborted`.
 */
export async function followPlan(plan: readonly Step[], address: Address, settings: ProbeSettings): Promise<Outcome> {
  const probes: ProbeResult[] = [judgeAddress(address, settings.sender.credential)];
  let obstacle = isPrivate(address) ? undefined : readableOnTheWay;
  for (const { probe, expectation, request, leaveOut } of plan) {
    const without = obstacle === undefined ? leaveOut?.(probes) : { reason: obstacle };
    if (without !== undefined) {
      probes.push({ probe, verdict: "left_out", ...without });
      continue;
    }
    const reply = await send(await request(), settings);
    if (isUnreachable(reply)) obstacle = notReached;
    probes.push(judge(probe, expectation, reply, { ...settings, found: probes }));
  }
  return { probes, obstacle };
}

const readableOnTheWay =
  "Nothing was sent: over plain http the verify token and other secrets could be read on the way.";
const notReached = "Nothing was sent: the probe before it could not reach the receiver.";

/** Where no connection can be made, the next probe learns nothing new. */
function isUnreachable(reply: Reply): boolean {
  return "failure" in reply && ["refused", "unknown_host", "tls_failed"].includes(reply.failure);
}
