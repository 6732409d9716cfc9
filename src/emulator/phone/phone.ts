import type { Change } from "../../payloads/change.ts";
import { Random } from "../../payloads/random.ts";
import type { Courier } from "../../traffic/courier/courier.ts";
import { reportStatuses } from "../../traffic/scenario/conversation.ts";
import type { Happening, Pause } from "../../traffic/scenario/happening.ts";
import { playContacts } from "../../traffic/scenario/play-contacts.ts";
import { playHistory } from "../../traffic/scenario/play-history.ts";
import { playSteps } from "../../traffic/scenario/play-steps.ts";
import type { ScenarioStep } from "../../traffic/scenario/scenario.ts";
import { type Stage, setStage } from "../../traffic/scenario/stage.ts";
import { Consigner, type Destination } from "../../traffic/sending/consign.ts";
import { disorder } from "../../traffic/sending/disorder.ts";
import { pump } from "../../traffic/sending/pump.ts";
import type { Business, SyncType } from "../world/business.ts";
import type { SentMessage, World } from "../world/world.ts";

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

/** The phone of a business, from a sign-up until it disconnects: what happens on it is reported. */
export class Phone {
  readonly #world: World;
  readonly #business: Business;
  readonly #reporting: Reporting;
  readonly #stage: Stage;
  readonly #consigner: Consigner;
  /** Which sign-up of the number it is, from 1. */
  readonly #life: number;
  #isGone = false;
  /** One step after the other, so that the same steps with the same seed are the same traffic. */
  #steps: Promise<void> = Promise.resolve();
  #plays = 0;
  #received = 0;

  constructor(world: World, business: Business, reporting: Reporting, life: number) {
    this.#world = world;
    this.#business = business;
    this.#reporting = reporting;
    this.#life = life;
    const stage = setStage(business, business.scenario, business.onboardedAt);
    // The people stay the same when a number comes back, and what they write does not.
    this.#stage = life === 1 ? stage : { ...stage, random: this.#chance(1) };
    const route = (change: Change): readonly Destination[] => reporting.route(business, change);
    this.#consigner = new Consigner({
      ...{ number: business, clock: world.clock },
      joins: (change) => route(change)[0]?.sender.joins === true,
      route: (change) => route(change)[0],
      routeMore: (change) => route(change).slice(1),
    });
  }

  /** Sends what was asked for; after the history, what the scenario has next. */
  async synchronise(kind: SyncType): Promise<void> {
    if (kind === "smb_app_state_sync") return this.#report(playContacts(this.#stage), 2);
    // Of its own chance, so that it is the same whatever happens meanwhile.
    await this.#report(playHistory({ ...this.#stage, random: this.#chance(3) }), 4);
    await this.play(this.#stage.afterwards);
  }

  /** Something happens on the phone. Ends when it was reported. */
  play(steps: readonly ScenarioStep[]): Promise<void> {
    this.#plays += 1;
    const order = 5 + this.#plays;
    this.#steps = this.#steps.then(() => this.#report(playSteps(this.#stage, steps), order));
    return this.#steps;
  }

  /** A customer gets and reads what was sent through the API. */
  receive({ id, waId }: SentMessage): Promise<void> {
    this.#received += 1;
    const { number, customers } = this.#stage;
    const customer = customers.find((known) => known.waId === waId) ?? { waId };
    const nextTime = (): string => String(Math.floor(this.#world.clock.now().getTime() / 1000));
    return this.#report(reportStatuses(number, { id, customer, nextTime }), -this.#received);
  }

  /** Reports something that its provider has to say. */
  tell(change: Change): void {
    const happening: Happening = { about: "account", changes: [change], messages: 0 };
    const sending = { happenings: [happening], isRepeated: false, isCut: false };
    for (const consignment of this.#consigner.consign(sending)) {
      this.#reporting.courier.send({ ...consignment, about: "partner" });
    }
  }

  #report(happenings: Iterable<Happening | Pause>, order: number): Promise<void> {
    const { chaos, ...pumping } = this.#reporting;
    const sendings = disorder(this.#untilGone(happenings), this.#chance(order), chaos);
    return pump(sendings, { ...pumping, consigner: this.#consigner, clock: this.#world.clock });
  }

  /** Once the number left the API, nothing that happens on it is reported. */
  *#untilGone(happenings: Iterable<Happening | Pause>): Generator<Happening | Pause> {
    for (const happening of happenings) {
      if (this.#isGone) return;
      if (happening.about === "account" && happening.changes.some(isRemoval)) this.#leave();
      yield happening;
    }
  }

  #leave(): void {
    this.#isGone = true;
    this.#business.isOnCloudApi = false;
  }

  #chance(order: number): Random {
    const { scenario, phoneNumberId } = this.#business;
    const number = Number(BigInt(phoneNumberId) % 2_147_483_647n);
    return new Random((scenario.seed ?? 1) ^ number ^ Math.imul(1_000 * this.#life + order, 0x9e3779b1));
  }
}

function isRemoval({ field, value }: Change): boolean {
  const isObject = typeof value === "object" && value !== null;
  return field === "account_update" && isObject && "event" in value && value.event === "PARTNER_REMOVED";
}
