import {
  accountOffboardedChange,
  accountReconnectedChange,
  numberRemovedChange,
  type PartnerRemovedOptions,
} from "../../payloads/account.ts";
import type { Change } from "../../payloads/change.ts";
import { playBurst } from "./burst.ts";
import {
  nextTimestamp,
  playAddressBookChange,
  playCorrection,
  playMessage,
  playReaction,
  playStatuses,
} from "./conversation.ts";
import type { Happening, Pause } from "./happening.ts";
import type { ScenarioStep } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** Plays one step after the other. */
export function* playSteps(stage: Stage, steps: Iterable<ScenarioStep>): Generator<Happening | Pause> {
  for (const step of steps) yield* playStep(stage, step);
}

function* playStep(stage: Stage, step: ScenarioStep): Generator<Happening | Pause> {
  switch (step.do) {
    case "message":
    case "echo":
      for (let count = step.count ?? 1; count > 0; count -= 1) yield playMessage(stage, step.do);
      return;
    case "reaction":
      yield* playReaction(stage);
      return;
    case "edit":
    case "revoke":
      yield* playCorrection(stage, step.do, step.by ?? "staff");
      return;
    case "status":
      for (let count = step.count ?? 1; count > 0; count -= 1) yield* playStatuses(stage);
      return;
    case "contacts":
      yield playAddressBookChange(stage);
      return;
    case "burst":
      yield playBurst(stage, step.bytes);
      return;
    case "wait":
      stage.now += step.seconds;
      yield { about: "wait", seconds: step.seconds };
      return;
    case "offboard":
      yield aboutAccount(stage, accountOffboardedChange());
      return;
    case "reconnect":
      yield aboutAccount(stage, accountReconnectedChange());
      return;
    case "disconnect":
      yield aboutAccount(stage, numberRemovedChange(describeEnd(stage, step)));
      return;
  }
}

function aboutAccount(stage: Stage, change: Change): Happening {
  return { about: "account", changes: [change], messages: 0, time: Number(nextTimestamp(stage)) };
}

function describeEnd(
  { number }: Stage,
  { reason }: Extract<ScenarioStep, { do: "disconnect" }>,
): PartnerRemovedOptions {
  if (reason === undefined) return { number };
  return { number, reason, initiatedBy: reason.endsWith("_INACTIVITY") ? "SYSTEM" : "USER" };
}
