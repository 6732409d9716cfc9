import type { Change } from "../../payloads/change.ts";
import type { BusinessNumber } from "../../payloads/participants.ts";
import type { Changes, Sender } from "../../payloads/sender.ts";
import type { Clock } from "../clock.ts";
import type { Consignment } from "../courier/courier.ts";
import type { Letter } from "../courier/post.ts";
import type { Happening } from "../scenario/happening.ts";
import type { Sending } from "./disorder.ts";

/** Where a webhook goes, and who sends it. */
export interface Destination {
  readonly url: string;
  readonly sender: Sender;
}

/** How the news of one number are sent. */
export interface Mailing {
  /** Stands in every event's id, so that two mailings about one number have no id in common. */
  readonly name: string;
  readonly number: BusinessNumber;
  readonly clock: Clock;
  /** Whether a webhook can report more than one change of this kind. */
  joins(change: Change): boolean;
  /** Where such news goes now. Undefined where nobody wants it. It is asked before each attempt. */
  route(change: Change): Destination | undefined;
  /** Who else gets them, once they were answered 200 there. Default: nobody. */
  routeMore?(change: Change): readonly Destination[];
}

/** Makes the webhooks of what is to be sent: one, or one for each change where the sender cannot put them together. */
export class Consigner {
  readonly #mailing: Mailing;
  /** The ids and times of the events, by what they report: what is sent again is the same to the last byte. */
  readonly #marks = new WeakMap<Change, { readonly id: string; readonly time: number }>();
  #events = 0;

  constructor(mailing: Mailing) {
    this.#mailing = mailing;
  }

  *consign({ happenings, isRepeated, isCut }: Sending): Generator<Consignment> {
    const { phoneNumberId } = this.#mailing.number;
    for (const { about, changes, messages, progress, time } of this.#group(happenings)) {
      const mark = this.#markOf(changes[0]);
      const known = {
        ...{ lane: phoneNumberId, phoneNumberId, event: mark.id, about, changes: changes.length, messages },
        ...{ isRepeated, ...(progress === undefined ? {} : { progress }) },
      };
      const write = this.#writerOf(changes, mark.id, about === "account" ? (time ?? mark.time) : undefined);
      yield {
        ...{ ...known, isCut },
        write: () => write(this.#mailing.route(changes[0])),
        follow: () =>
          (this.#mailing.routeMore?.(changes[0]) ?? []).map((destination) => ({
            ...{ ...known, isCut: false },
            write: () => write(destination),
          })),
      };
    }
  }

  *#group(happenings: readonly Happening[]): Generator<Happening & { readonly changes: Changes }> {
    const changes = happenings.flatMap((happening) => happening.changes);
    const [first] = happenings;
    if (first === undefined || !isFilled(changes)) return;
    if (changes.length === 1 || changes.every((change) => this.#mailing.joins(change))) {
      const messages = happenings.reduce((sum, happening) => sum + happening.messages, 0);
      yield { ...first, changes, messages };
      return;
    }
    for (const happening of happenings) {
      const share = happening.messages / happening.changes.length;
      for (const change of happening.changes) yield { ...happening, changes: [change], messages: share };
    }
  }

  #writerOf(changes: Changes, id: string, time: number | undefined) {
    const { number } = this.#mailing;
    const event = { number, id, ...(time === undefined ? {} : { time }) };
    return async (destination: Destination | undefined): Promise<Letter | undefined> => {
      if (destination === undefined) return undefined;
      const { url, sender } = destination;
      const body = sender.write(changes, event);
      return { url, headers: await sender.prove(body), body, patience: sender.patience };
    };
  }

  #markOf(change: Change): { readonly id: string; readonly time: number } {
    const { clock, name, number } = this.#mailing;
    const mark = this.#marks.get(change) ?? {
      id: `event-${name}-${number.phoneNumberId}-${++this.#events}`,
      time: Math.floor(clock.now().getTime() / 1_000),
    };
    this.#marks.set(change, mark);
    return mark;
  }
}

function isFilled(changes: readonly Change[]): changes is Changes {
  return changes.length > 0;
}
