import type { Change } from "../../payloads/change.ts";
import type { BusinessNumber } from "../../payloads/participants.ts";
import type { Changes, Sender } from "../../payloads/sender.ts";
import type { Clock } from "../clock.ts";
import type { Consignment } from "../courier/courier.ts";
import type { Happening } from "../scenario/happening.ts";
import type { Sending } from "./disorder.ts";

/** Where a webhook goes, and who sends it. */
export interface Destination {
  readonly url: string;
  readonly sender: Sender;
}

/** How the news of one number are sent. */
export interface Mailing {
  readonly number: BusinessNumber;
  readonly clock: Clock;
  /** Whether a webhook can report more than one change of this kind. */
  joins(change: Change): boolean;
  /** Where such news goes now. Undefined where nobody wants it. It is asked before each attempt. */
  route(change: Change): Destination | undefined;
}

/** Makes the webhooks of what is to be sent: one, or one for each change where the sender cannot put them together. */
export class Consigner {
  readonly #mailing: Mailing;
  /** The ids of the events, by what they report: what is sent again keeps its id. */
  readonly #ids = new WeakMap<Change, string>();
  #events = 0;

  constructor(mailing: Mailing) {
    this.#mailing = mailing;
  }

  *consign({ happenings, isRepeated, isCut }: Sending): Generator<Consignment> {
    for (const { about, changes, messages, progress } of this.#group(happenings)) {
      yield {
        ...{ phoneNumberId: this.#mailing.number.phoneNumberId, about, changes: changes.length, messages },
        ...{ isRepeated, isCut, ...(progress === undefined ? {} : { progress }) },
        write: this.#writerOf(about, changes),
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

  #writerOf(about: Happening["about"], changes: Changes): Consignment["write"] {
    const { number, clock, route } = this.#mailing;
    const id = this.#idOf(changes[0]);
    const time = about === "account" ? { time: Math.floor(clock.now().getTime() / 1000) } : {};
    return async () => {
      const destination = route(changes[0]);
      if (destination === undefined) return undefined;
      const { url, sender } = destination;
      const body = sender.write(changes, { number, id, ...time });
      return { url, headers: await sender.prove(body), body };
    };
  }

  #idOf(change: Change): string {
    const id = this.#ids.get(change) ?? `event-${this.#mailing.number.phoneNumberId}-${++this.#events}`;
    this.#ids.set(change, id);
    return id;
  }
}

function isFilled(changes: readonly Change[]): changes is Changes {
  return changes.length > 0;
}
