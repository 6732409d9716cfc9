import { adviseOnRefusal } from "../../probe/advice/on-refusal.ts";
import type { Forgery } from "../intruder.ts";
import type { Evidence, Judgement } from "./evidence.ts";
import { judgeOpening } from "./opening.ts";

/** Tells whether webhooks that prove nothing were refused, before the traffic and in the midst of it. */
export function judgeForgeries(forgery: Forgery, { opening, intruder, settings }: Evidence): Judgement {
  const status = intruder.mistakes.get(forgery);
  const before = judgeOpening(forgery, opening);
  if (before.verdict === "failed" || status === undefined) return before;
  return { verdict: "failed", ...adviseOnRefusal(status, settings.sender.credential) };
}
