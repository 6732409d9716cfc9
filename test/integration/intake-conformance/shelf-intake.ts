import { setTimeout as wait } from "node:timers/promises";
import type { CoexistenceEvent, Intake, Stream, SynchronizationStore, VerifiedWebhook } from "../../../src/index.ts";
import { within } from "../../../src/runtime/within.ts";
import type { Flaw } from "./flaw.ts";
import { Shelf } from "./shelf.ts";

const attempts = 3;
const lease = 1_000;
const grace = 300;

/** A plain intake that keeps all promises, or all but one. */
export class ShelfIntake implements Intake {
  readonly #stream: Stream;
  readonly #flaw: Flaw | undefined;
  readonly #home: Shelf;
  readonly #shelf: Shelf;
  /** What is kept here and not on the shelf by an intake with such a flaw. */
  readonly #own = new Shelf();
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #atWork = new Set<Promise<void>>();
  readonly #timer: ReturnType<typeof setInterval>;
  #last = 0;
  #isClosed = false;

  constructor(shelf: Shelf, stream: Stream, flaw?: Flaw) {
    this.#stream = stream;
    this.#flaw = flaw;
    this.#home = shelf;
    this.#shelf = flaw === "stores nothing" || flaw === "stores at its end" ? this.#own : shelf;
    if (flaw === "stores at its end") this.#move(shelf, this.#own);
    this.#shelf.open.push(this);
    this.#timer = setInterval(() => this.#take(), 20);
    this.#take();
  }

  async accept(webhook: VerifiedWebhook): Promise<void> {
    if (this.#isClosed && !this.#has("accepts after its end")) throw new Error("closed");
    const { body } = webhook;
    if (body.length > 1_000_000 && this.#has("refuses more than 1 MB")) throw new Error("too large");
    if (body.length === 0 && this.#has("leaves out empty bodies")) return;
    if (this.#shelf.webhooks.size === 20 && this.#has("loses one of many")) return;
    const stored = { ...webhook, body: this.#copy(body) };
    if (this.#has("remembers webhooks instead of events") && this.#shelf.isKnown(stored)) return;
    if (!this.#has("stores after it has answered")) this.#shelf.put(stored);
    else void wait(30, undefined).then(() => this.#isClosed || this.#shelf.put(stored));
    this.#take();
  }

  async close(): Promise<void> {
    if (this.#isClosed && this.#has("ends once")) throw new Error("closed already");
    this.#isClosed = !this.#has("goes on after its end");
    clearInterval(this.#timer);
    const drained = Promise.allSettled(this.#atWork);
    if (this.#has("waits for ever at its end")) await drained;
    else if (!this.#has("ends without waiting")) await within(grace, drained, () => new Error()).catch(() => undefined);
    if (this.#has("stores at its end")) this.#move(this.#own, this.#home);
    this.die();
  }

  /** Ends it in the middle of everything. */
  die(): void {
    this.#isClosed = !this.#has("goes on after its end");
    clearInterval(this.#timer);
    this.#shelf.open.splice(0, Infinity, ...this.#shelf.open.filter((other) => other !== this));
  }

  readonly deadLetters = {
    list: async ({ limit = 100 } = {}) => {
      const letters = [...this.#letters.values()].map(({ letter }) => letter);
      if (this.#has("lists the newest first")) letters.reverse();
      return letters.slice(0, limit);
    },
    replay: async (id: string) => {
      const found = this.#letters.get(id);
      if (found === undefined) return false;
      if (!this.#has("keeps what was replayed")) this.#letters.delete(id);
      this.#shelf.put(found.webhook);
      this.#take();
      return true;
    },
    drop: async (id: string) => {
      if (!this.#has("drops for a moment")) this.#done.set(id, new Date());
      return this.#letters.delete(id);
    },
  };

  readonly synchronizations: SynchronizationStore = {
    numbers: async () => [...this.#states.keys()],
    read: async (phoneNumberId) => this.#states.get(this.#keyOf(phoneNumberId)),
    update: async (phoneNumberId, change) => {
      const before = this.#states.get(this.#keyOf(phoneNumberId));
      if (this.#has("loses changes")) await wait(1);
      let after = before;
      try {
        after = change(before);
      } catch (error) {
        if (!this.#has("takes a change that throws for done")) throw error;
      }
      if (after !== undefined) this.#states.set(this.#keyOf(phoneNumberId), after);
    },
    remove: async (phoneNumberId) => {
      const wasThere = this.#states.has(phoneNumberId);
      if (!this.#has("keeps a state that was removed")) this.#states.delete(phoneNumberId);
      return wasThere;
    },
  };

  get #letters() {
    return this.#has("keeps dead letters to itself") ? this.#own.letters : this.#shelf.letters;
  }

  get #states() {
    return this.#has("keeps states to itself") ? this.#own.states : this.#shelf.states;
  }

  get #done() {
    return this.#has("forgets at its end what is done") ? this.#own.done : this.#shelf.done;
  }

  #keyOf(phoneNumberId: string): string {
    return this.#has("keeps one state for all numbers") ? "" : phoneNumberId;
  }

  #has(flaw: Flaw): boolean {
    return this.#flaw === flaw;
  }

  #copy(body: Uint8Array): Uint8Array {
    if (this.#has("stores texts instead of bytes")) return new TextEncoder().encode(new TextDecoder().decode(body));
    if (this.#has("stores Latin-1")) return Buffer.from(Buffer.from(body).toString("latin1"), "utf8");
    if (this.#has("stores the whole buffer")) return new Uint8Array(body.buffer.slice(0));
    return body.slice();
  }

  #move(from: Shelf, to: Shelf): void {
    for (const webhook of from.webhooks.values()) to.put(webhook);
  }

  /** Puts what is new into its lane, in the one process that delivers. */
  #take(): void {
    if (this.#isClosed) return;
    if (this.#shelf.open[0] !== this && !this.#has("takes no notice of the others")) return;
    const found = [...this.#shelf.webhooks].filter(([seq]) => seq > this.#last);
    if (this.#has("takes the newest first")) found.reverse();
    this.#last = Math.max(this.#last, ...found.map(([seq]) => seq));
    for (const [seq, stored] of found) {
      const receivedAt = new Date(Math.floor(stored.receivedAt.getTime() / 1000) * 1000);
      const timed = this.#has("keeps whole seconds") ? { ...stored, receivedAt } : stored;
      const webhook = this.#has("takes everybody for Meta") ? { ...timed, provider: "meta" as const } : timed;
      const events = this.#stream.parse(webhook);
      let left = events.length;
      const settle = (): void => {
        left--;
        if (left === 0) this.#shelf.webhooks.delete(seq);
      };
      for (const event of events) this.#addToLane(event, webhook, settle, events);
    }
  }

  #addToLane(event: CoexistenceEvent, webhook: VerifiedWebhook, settle: () => void, all: CoexistenceEvent[]): void {
    const chat = event.type === "message" ? `${event.customer.waId}` : event.id;
    const isAlone = this.#has("does nothing else until a failed event is done");
    const lane = isAlone || this.#has("goes one after the other everywhere") ? "" : chat;
    const before = this.#has("goes side by side in a chat") ? Promise.resolve() : this.#lanes.get(lane);
    const work = (before ?? Promise.resolve()).then(async () => {
      if (this.#isClosed) return;
      if (await this.#deliver(event, webhook, all)) settle();
    });
    this.#lanes.set(lane, work);
    this.#atWork.add(work);
    void work.then(() => this.#atWork.delete(work));
  }

  async #deliver(event: CoexistenceEvent, webhook: VerifiedWebhook, all: CoexistenceEvent[]): Promise<boolean> {
    for (let attempt = 1; !this.#isClosed; attempt++) {
      const isGivenUp = this.#letters.has(event.id) && !this.#has("delivers what was given up when it comes again");
      if (isGivenUp || (await this.#isDone(event))) return true;
      try {
        await this.#dispatch(event, attempt);
        const remembers = !this.#has("remembers nothing as done") && !this.#has("remembers webhooks instead of events");
        if (remembers) this.#done.set(this.#doneKeyOf(event), new Date());
        return true;
      } catch (error) {
        if (this.#has("never tries again")) return true;
        if (attempt === attempts && !this.#has("does nothing else until a failed event is done"))
          return this.#giveUp(event, webhook, error);
        if (this.#has("lets a failed event be overtaken")) {
          void wait(20).then(() => this.#addToLane(event, webhook, () => undefined, all));
          return true;
        }
        if (this.#has("calls all listeners of a webhook again")) {
          for (const other of all) if (other !== event) void this.#dispatch(other, attempt).catch(() => undefined);
        }
        await wait(5);
      }
    }
    return false;
  }

  async #isDone(event: CoexistenceEvent): Promise<boolean> {
    const doneAt = this.#done.get(this.#doneKeyOf(event));
    if (doneAt === undefined) return false;
    if (this.#has("knows what is done from an onboarding that is over")) return true;
    return !(await this.#stream.isBygone(event, doneAt));
  }

  #doneKeyOf({ id }: CoexistenceEvent): string {
    return this.#has("knows events by their digest alone") ? id.slice(id.indexOf("_")) : id;
  }

  async #dispatch(event: CoexistenceEvent, attempt: number): Promise<void> {
    const delivery = { attempt: this.#has("counts attempts from 0") ? attempt - 1 : attempt };
    const dispatched = this.#stream.dispatch(event, delivery);
    const hasNoLimit = this.#has("has no time limit for listeners") || this.#has("waits for ever at its end");
    if (hasNoLimit) await dispatched;
    else await within(lease, dispatched, () => new Error("The listeners took too long."));
  }

  async #giveUp(event: CoexistenceEvent, webhook: VerifiedWebhook, error: unknown): Promise<boolean> {
    const [failure] = (error as { failures?: readonly { error: unknown }[] }).failures ?? [];
    const reason = this.#has("loses the reason") ? "failed" : String(failure?.error ?? error);
    const { id, type } = event;
    const { provider, receivedAt } = webhook;
    const letter = { id, type, provider, attempts, reason, receivedAt, givenUpAt: new Date() };
    if (!this.#has("gives up without a word")) this.#letters.set(id, { letter, webhook });
    else this.#done.set(id, new Date());
    if (this.#has("stops a chat at a dead letter")) await new Promise(() => undefined);
    return true;
  }
}
