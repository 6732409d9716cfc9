import { historyDeclinedChange } from "../../payloads/history-declined.ts";
import { recordHistory } from "../../payloads/onboarding/history.ts";
import type { Happening } from "./happening.ts";
import type { Stage } from "./stage.ts";

/** Sends the history, newest first, or that there is none to be had. Each chunk is made when it is asked for. */
export function* playHistory(stage: Stage): Generator<Happening> {
  const { random, number, customers, messages, chunkSize, onboardedAt } = stage;
  if (messages === "nothing") return;
  if (messages === "declined") {
    yield { about: "declined", changes: [historyDeclinedChange({ number })], messages: 0 };
    return;
  }
  const plan = { number, customers, messages, chunkSize, onboardedAt };
  for (const { step, change, count, progress } of recordHistory(random, plan)) {
    const about = step === "media" ? "media" : "history";
    yield { about, changes: [change], messages: count, ...(progress === undefined ? {} : { progress }) };
  }
}
