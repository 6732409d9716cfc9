import { setTimeout as wait } from "node:timers/promises";
import type { Emulator, ScenarioStep } from "whatsapp-coexistence/testing";

/** What happens over and over, one thing after the other. */
const day: readonly ScenarioStep[] = [
  { do: "message" },
  { do: "echo" },
  { do: "message" },
  { do: "reaction" },
  { do: "echo" },
  { do: "edit" },
  { do: "status" },
  { do: "message" },
  { do: "edit", by: "customer" },
  { do: "echo" },
  { do: "revoke" },
  { do: "contacts" },
];

const pause = 1_500;

/** Lets life go on upon these numbers, in turns, until somebody has seen enough. */
export async function liveOn(emulator: Emulator, numbers: readonly string[], signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const [number, step] = [numbers[turn % numbers.length], day[turn % day.length]];
    if (number !== undefined && step !== undefined) await emulator.play(number, [step]);
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
