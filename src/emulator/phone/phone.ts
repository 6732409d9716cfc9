import type { Change } from "../../payloads/change.ts";
import { Random } from "../../payloads/random.ts";
import { onAbort } from "../../runtime/on-abort.ts";
import type { Clock } from "../../traffic/clock.ts";
import type { Courier } from "../../traffic/courier/courier.ts";
import { reportStatuses } from "../../traffic/scenario/conversation.ts";
import type { Happening, Pause } from "../../traffic/scenario/happening.ts";
import { playContacts } from "../../traffic/scenario/play-contacts.ts";
import { playSteps } from "../../traffic/scenario/play-steps.ts";
import type { ScenarioStep } from "../../traffic/scenario/scenario.ts";
import { type Stage, setStage } from "../../traffic/scenario/stage.ts";
import { Consigner, type Destination } from "../../traffic/sending/consign.ts";
import { disorder } from "../../traffic/sending/disorder.ts";
import { pump } from "../../traffic/sending/pump.ts";
import { isMembers } from "../members.ts";
import type { Business, SyncType } from "../world/business.ts";
import type { SentMessage, World } from "../world/world.ts";
import { type Memory, remember } from "./memory.ts";
import { playReturnedHistory } from "./play-returned-history.ts";

/** How what happens on a phone is reported. */
export interface Reporting {
  readonly courier: Courier;
  /** How untidy, from 0 to 1. */
  readonly chaos: number;
  /** Milliseconds of the clock between two webhooks. */
  readonly pace: number;
  readonly signal: AbortSignal;
  /** Where a change of a business goes, the main address first. */
  route(business: Business, change: Change): readonly Destination[];
}

/** Which of its sign-ups a phone belongs to. */
export interface Life {
  /** Counts from 1. */
  readonly life: number;
  /** Stands in the ids of all its events: no other sign-up, and no other emulator, has the same. */
  readonly name: string;
  /** What the phone keeps from one sign-up to the next. */
  readonly memory: Memory;
}

/** The phone of a business, from a sign-up until it disconnects: what happens on it is reported. */
export class Phone {
  readonly #world: World;
  readonly #business: Business;
  readonly #reporting: Reporting;
  readonly #life: Life;
  readonly #consigner: Consigner;
  /** Ends the waits of a scenario. */
  readonly #end = new AbortController();
  #known: Stage | undefined;
  /** The business as it was when it left: what was reported until then goes where it went then. */
  #left: Business | undefined;
  #isPaused = false;
  #plays = 0;
  #received = 0;

  constructor(world: World, business: Business, reporting: Reporting, life: Life) {
    this.#world = world;
    this.#business = business;
    this.#reporting = reporting;
    this.#life = life;
    const route = (change: Change): readonly Destination[] => reporting.route(this.#left ?? business, change);
    this.#consigner = new Consigner({
      ...{ name: life.name, number: business, clock: world.clock },
      joins: (change) => route(change)[0]?.sender.joins === true,
      route: (change) => route(change)[0],
      routeMore: (change) => route(change).slice(1),
    });
    onAbort(reporting.signal, () => this.#end.abort());
  }

  /** Sends what was asked for; after the history, what the scenario has next. */
  async synchronise(kind: SyncType): Promise<void> {
    const { life, memory } = this.#life;
    const stage = this.#begin();
    if (kind === "smb_app_state_sync") return this.#report(this.#untilGone(playContacts(stage)), 2);
    memory.onboardedAt ??= stage.onboardedAt;
    // Of its own chance, so that it is the same whatever happens meanwhile, and the same after each sign-up.
    const remembered = { ...stage, random: this.#chance(3, 1), onboardedAt: memory.onboardedAt };
    await this.#report(this.#untilGone(playReturnedHistory(remembered, [...memory.remembered], life - 1)), 4);
    await this.play(stage.afterwards);
  }

  /** Something happens on the phone, whatever else is happening. Ends when it was reported. */
  play(steps: readonly ScenarioStep[]): Promise<void> {
    this.#plays += 1;
    return this.#report(this.#asReported(playSteps(this.#begin(), steps)), 5 + this.#plays);
  }

  /** A customer gets and reads what was sent through the API. */
  receive({ id, waId }: SentMessage): Promise<void> {
    this.#received += 1;
    const { number, customers } = this.#begin();
    const customer = customers.find((known) => known.waId === waId) ?? { waId };
    const nextTime = (): string => String(Math.floor(this.#world.clock.now().getTime() / 1000));
    return this.#report(this.#asReported(reportStatuses(number, { id, customer, nextTime })), -this.#received);
  }

  /** Reports something that its provider has to say. */
  tell(change: Change): void {
    const happening: Happening = { about: "account", changes: [change], messages: 0 };
    const sending = { happenings: [happening], isRepeated: false, isCut: false };
    for (const consignment of this.#consigner.consign(sending)) {
      this.#reporting.courier.send({ ...consignment, about: "partner" });
    }
  }

  /** From now on its scenario is what it is. */
  #begin(): Stage {
    this.#business.hasBegun = true;
    this.#known ??= this.#setStage();
    return this.#known;
  }

  #setStage(): Stage {
    const { scenario, onboardedAt } = this.#business;
    const stage = setStage(this.#business, scenario, onboardedAt, this.#world.clock.now);
    // The people stay the same when a number comes back, and what they write does not.
    return this.#life.life === 1 ? stage : { ...stage, random: this.#chance(1) };
  }

  #report(happenings: Iterable<Happening | Pause>, order: number): Promise<void> {
    const { chaos, ...pumping } = this.#reporting;
    const { clock } = this.#world;
    // Nobody waits for the scenario of a number that left.
    const untilGone: Clock = { ...clock, wait: (milliseconds) => clock.wait(milliseconds, this.#end.signal) };
    const sendings = disorder(happenings, this.#chance(order), chaos);
    return pump(sendings, { ...pumping, consigner: this.#consigner, clock: untilGone });
  }

  /** A synchronization ends where the number leaves the API. */
  *#untilGone(happenings: Iterable<Happening>): Generator<Happening> {
    for (const happening of happenings) {
      if (this.#left !== undefined) return;
      yield happening;
    }
  }

  /**
   * What of all that happens is reported: nothing once the number left the API, and news of the account alone from
   * `ACCOUNT_OFFBOARDED` until `ACCOUNT_RECONNECTED`. Meta's page "Reconnect offboarded coexistence clients" says that messages
   * are neither sent nor received meanwhile, and of nothing that makes up for them afterwards. The phone has them all the same.
   */
  *#asReported(happenings: Iterable<Happening | Pause>): Generator<Happening | Pause> {
    const { customers } = this.#begin();
    for (const happening of happenings) {
      if (happening.about === "wait") {
        if (this.#left === undefined) yield happening;
        continue;
      }
      for (const change of happening.changes) remember(this.#life.memory, change, customers);
      if (this.#left !== undefined || (this.#isPaused && happening.about !== "account")) continue;
      if (happening.about === "account") for (const change of happening.changes) this.#heed(change);
      yield happening;
    }
  }

  /** What news of the account mean for what comes after them. */
  #heed(change: Change): void {
    if (isNews(change, "ACCOUNT_OFFBOARDED")) this.#isPaused = true;
    if (isNews(change, "ACCOUNT_RECONNECTED")) this.#isPaused = false;
    if (!isNews(change, "PARTNER_REMOVED")) return;
    this.#left = { ...this.#business };
    this.#business.isOnCloudApi = false;
    this.#end.abort();
  }

  #chance(order: number, life = this.#life.life): Random {
    const { scenario, phoneNumberId } = this.#business;
    const number = Number(BigInt(phoneNumberId) % 2_147_483_647n);
    return new Random((scenario.seed ?? 1) ^ number ^ Math.imul(1_000 * life + order, 0x9e3779b1));
  }
}

function isNews({ field, value }: Change, event: string): boolean {
  return field === "account_update" && isMembers(value) && value["event"] === event;
}
