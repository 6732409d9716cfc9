import { adviseOnRefusal } from "../../probe/advice/on-refusal.ts";
import type { Forgery } from "../intruder.ts";
import { type Evidence, type Judgement, nothingAccepted } from "./evidence.ts";
import { judgeOpening } from "./opening.ts";

/** Tells whether webhooks that prove nothing were refused, before the traffic and in the midst of it. */
export function judgeForgeries(forgery: Forgery, { opening, intruder, settings, tally }: Evidence): Judgement {
  const status = intruder.mistakes.get(forgery);
  const before = judgeOpening(forgery, opening);
  const found = opening.probes.find(({ probe }) => probe === forgery);
  // What fails for genuine ones as well lets nobody in, and refuses nobody.
  if (tally.accepted === 0 && (found?.status ?? 0) >= 500) return nothingAccepted;
  if (before.verdict === "failed" || status === undefined) return before;
  return { verdict: "failed", ...adviseOnRefusal(status, settings.sender.credential) };
}
