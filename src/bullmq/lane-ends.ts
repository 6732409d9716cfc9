import { createHash } from "node:crypto";
import type { Records } from "./records.ts";

/** An event that is put into a lane. */
export interface Placed {
  readonly id: string;
  readonly lane: string;
}

/** What is remembered of a lane. */
interface LaneEnd {
  /** The last event that was put into it. */
  last: string;
  /** The events that were put into it last, together, each with the one before it. Empty for the first of all. */
  added: Record<string, string>;
}

/**
 * Says after which event of its lane each one comes.
 *
 * The ends of lanes are written before the jobs are: a process that dies in between finds its own events among those that
 * were added last, and gives them the same places again. An event that was there before moves no end.
 *
 * @param isKnown - which events are in the queue already.
 * @returns the new events, each with the one before it, if there is one.
 */
export async function placeInLanes<Event extends Placed>(
  records: Records,
  events: readonly Event[],
  isKnown: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<(readonly [event: Event, after: string | undefined])[]> {
  const keys = [...new Set(events.map(keyOf))];
  const ids = [...new Set(events.map(({ id }) => id))];
  const [texts, known] = await Promise.all([records.read(keys), isKnown(ids)]);
  const before = new Map(keys.map((key, place) => [key, readEnd(texts[place])]));
  const now = new Map<string, LaneEnd>();
  const placed: [Event, string | undefined][] = [];
  const seen = new Set<string>();
  for (const event of events) {
    const { id } = event;
    const key = keyOf(event);
    if (seen.has(id)) continue;
    seen.add(id);
    const again = before.get(key)?.added[id];
    if (again !== undefined) {
      placed.push([event, again === "" ? undefined : again]);
      continue;
    }
    if (known.has(id)) continue;
    const end = now.get(key) ?? { last: before.get(key)?.last ?? "", added: {} };
    placed.push([event, end.last === "" ? undefined : end.last]);
    end.added[id] = end.last;
    end.last = id;
    now.set(key, end);
  }
  await records.write(new Map([...now].map(([key, end]) => [key, JSON.stringify(end)])));
  return placed;
}

/** A digest, because the name of a lane holds the number of a customer. */
function keyOf({ lane }: Placed): string {
  return `lane ${createHash("sha256").update(lane).digest("base64url").slice(0, 22)}`;
}

function readEnd(text: string | undefined): LaneEnd | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as LaneEnd);
}
