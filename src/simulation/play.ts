import type { Change } from "../payloads/change.ts";
import type { Credential, Sender } from "../payloads/sender.ts";
import { makeLargeHistory } from "../probe/large-history.ts";
import { probeNumber } from "../probe/probe-number.ts";
import { Run } from "../probe/run.ts";
import { playBurst } from "../traffic/scenario/burst.ts";
import type { Happening, Pause } from "../traffic/scenario/happening.ts";
import { playContacts } from "../traffic/scenario/play-contacts.ts";
import { playHistory } from "../traffic/scenario/play-history.ts";
import { playSteps } from "../traffic/scenario/play-steps.ts";
import type { Scenario } from "../traffic/scenario/scenario.ts";
import { type Stage, setStage } from "../traffic/scenario/stage.ts";

/**
 * The fields that arrive at each of 360dialog's addresses. That it passes `account_update` on is documented nowhere.
 *
 * @see https://docs.360dialog.com/partner
 */
const fields: Readonly<Record<Exclude<Credential, "appSecret">, readonly string[]>> = {
  platformSecret: ["history", "smb_app_state_sync"],
  webhookHeaders: ["messages", "smb_message_echoes", "smb_app_state_sync"],
};

/** Tells whether such a sender reports it to such an address. */
export function reports({ credential }: Sender, { field }: Pick<Change, "field">): boolean {
  return credential === "appSecret" || fields[credential].includes(field);
}

/** Everything that happens on a number, as far as the sender reports it. */
export function* playNumber(stage: Stage, sender: Sender): Generator<Happening | Pause> {
  yield* reported(playContacts(stage), sender);
  yield* reported(playHistory(stage), sender);
  yield* reported(playSteps(stage, stage.afterwards), sender);
}

function* reported<Item extends Happening | Pause>(happenings: Iterable<Item>, sender: Sender): Generator<Item> {
  for (const happening of happenings) {
    if (happening.about === "wait" || happening.changes.every((change) => reports(sender, change))) yield happening;
  }
}

// The 3 MB that Meta names as its largest, with some room for ids that differ in length.
const largest = 3 * 1024 * 1024 - 1_024;

/** The largest webhooks that there are: a chunk of history, and what gathered while the receiver was away. */
export function* playLarge(scenario: Scenario, sender: Sender): Generator<Happening> {
  const number = probeNumber;
  const write = (change: Change): string => sender.write([change], { number, id: "event" });
  const { change, messages } = makeLargeHistory(largest, number, new Run(), write);
  yield* reported([{ about: "history", changes: [change], messages }], sender);
  const stage = setStage(number, { seed: scenario.seed }, new Date());
  yield* reported([playBurst(stage)], sender);
}
