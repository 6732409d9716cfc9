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
 * that break. No webhook is sent before a pause, or before news of the
 * account, that came first; one that has to be repeated may arrive after them.
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
  const make = (list: readonly Happening[], isRepeated: boolean): Sending => ({
    happenings: list,
    isRepeated,
    isCut: random.chance(most.cut * level),
  });
  function* drawUntil(left: number): Generator<Sending> {
    while (waiting.length > left) yield* waiting.splice(random.below(waiting.length), 1);
  }

  for (const item of join(happenings, random, level)) {
    if ("seconds" in item) {
      yield* drawUntil(0);
      yield item;
      continue;
    }
    // What others may not overtake does not wait for its turn. Sent a second time, it may come late.
    if (item.list.some(({ about }) => about === "account")) {
      yield* drawUntil(0);
      yield make(item.list, false);
    } else waiting.push(make(item.list, false));
    if (random.chance(most.repeated * level)) waiting.push(make(item.list, true));
    yield* drawUntil(size);
  }
  yield* drawUntil(0);
}

/** Events that come in one webhook. */
interface Joined {
  readonly list: readonly Happening[];
}

/** Puts live events that follow each other into one webhook. */
function* join(happenings: Iterable<Happening | Pause>, random: Random, level: number): Generator<Joined | Pause> {
  let list: Happening[] = [];
  for (const happening of happenings) {
    const fits = isLive(happening) && list.length < mostJoined && list.every(isLive);
    if (list.length > 0 && !(fits && random.chance(most.joined * level))) {
      yield { list };
      list = [];
    }
    if (happening.about === "wait") yield happening;
    else list.push(happening);
  }
  if (list.length > 0) yield { list };
}

function isLive({ about }: Happening | Pause): boolean {
  return about === "message" || about === "echo" || about === "status";
}
