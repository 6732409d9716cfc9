import type { Random } from "../../payloads/random.ts";
import type { Happening, Pause } from "../scenario/happening.ts";

/** One webhook that is to be sent, and how. */
export interface Sending {
  /** What it reports. More than one where the sender puts them together. */
  readonly happenings: readonly Happening[];
  /** Whether it is sent although it was sent before. */
  readonly isRepeated: boolean;
  /** Whether the connection breaks in the middle of the first attempt. */
  readonly isCut: boolean;
}

/** How untidy each of these gets at the highest level. */
const most = {
  /** How many webhooks wait at a time for their turn, which is drawn by lot. */
  window: 16,
  /** How likely a webhook is sent twice. */
  repeated: 0.25,
  /** How likely a live event joins the one before it in one webhook. */
  joined: 0.5,
  /** How likely a connection breaks. */
  cut: 0.05,
};

/** How many events one webhook reports at most, apart from bursts. */
const mostJoined = 20;

/**
 * Sends what happened as senders do: out of order, now and then twice, several events in one webhook, over connections
 * that break. What no webhook overtakes is a pause, or news of the account.
 *
 * @param level - from 0, where everything comes once and in its order, to 1.
 */
export function* disorder(
  happenings: Iterable<Happening | Pause>,
  random: Random,
  level: number,
): Generator<Sending | Pause> {
  const size = Math.round(most.window * level);
  const waiting: Sending[] = [];
  const draw = (): Sending => waiting.splice(random.below(waiting.length), 1)[0] as Sending;
  const make = (list: readonly Happening[], isRepeated: boolean): Sending => ({
    happenings: list,
    isRepeated,
    isCut: random.chance(most.cut * level),
  });

  for (const item of join(happenings, random, level)) {
    if (isBarrier(item)) while (waiting.length > 0) yield draw();
    if (!Array.isArray(item)) {
      yield item as Pause;
      continue;
    }
    // What others may not overtake does not wait for its turn. Sent a second time, it may come late.
    if (isBarrier(item)) yield make(item, false);
    else waiting.push(make(item, false));
    if (random.chance(most.repeated * level)) waiting.push(make(item, true));
    while (waiting.length > size) yield draw();
  }
  while (waiting.length > 0) yield draw();
}

/** Puts live events that follow each other into one webhook. */
function* join(
  happenings: Iterable<Happening | Pause>,
  random: Random,
  level: number,
): Generator<readonly Happening[] | Pause> {
  let joined: Happening[] = [];
  for (const happening of happenings) {
    const fits = isLive(happening) && joined.length < mostJoined && joined.every(isLive);
    if (joined.length > 0 && !(fits && random.chance(most.joined * level))) {
      yield joined;
      joined = [];
    }
    if (happening.about === "wait") yield happening;
    else joined.push(happening);
  }
  if (joined.length > 0) yield joined;
}

function isLive({ about }: Happening | Pause): boolean {
  return about === "message" || about === "echo" || about === "status";
}

function isBarrier(item: readonly Happening[] | Pause): boolean {
  return !Array.isArray(item) || item.some(({ about }) => about === "account");
}
