import type { Change } from "../../payloads/change.ts";
import { randomHex } from "../../payloads/random-hex.ts";
import type { ScenarioStep } from "../../traffic/scenario/scenario.ts";
import type { Business, SyncType } from "../world/business.ts";
import type { SentMessage, World } from "../world/world.ts";
import { type Life, Phone, type Reporting } from "./phone.ts";

/** The phones of all businesses, and what is happening on them. */
export class Phones {
  readonly #world: World;
  readonly #reporting: Reporting;
  readonly #end = new AbortController();
  readonly #lives = new Map<Business, { readonly phone: Phone; readonly life: Life; readonly since: Date }>();
  /** Applications keep the ids of events for longer than an emulator lives. */
  readonly #name = randomHex(4);
  readonly #running = new Set<Promise<void>>();

  constructor(world: World, reporting: Omit<Reporting, "signal">) {
    this.#world = world;
    this.#reporting = { ...reporting, signal: this.#end.signal };
  }

  synchronise(business: Business, kind: SyncType): void {
    void this.#follow(this.#phoneOf(business).synchronise(kind));
  }

  play(business: Business, steps: readonly ScenarioStep[]): Promise<void> {
    return this.#follow(this.#phoneOf(business).play(steps));
  }

  receive(business: Business, message: SentMessage): void {
    void this.#follow(this.#phoneOf(business).receive(message));
  }

  tell(business: Business, change: Change): void {
    this.#phoneOf(business).tell(change);
  }

  /** Whether something is happening. */
  get areBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Ends when nothing happens any more. */
  async quiet(): Promise<void> {
    while (this.areBusy) await Promise.allSettled(this.#running);
  }

  /** Nothing happens from now on. */
  close(): void {
    this.#end.abort();
  }

  /** Its phone. A number that came back begins another life. */
  #phoneOf(business: Business): Phone {
    const known = this.#lives.get(business);
    if (known?.since === business.onboardedAt) return known.phone;
    const count = (known?.life.life ?? 0) + 1;
    const memory = known?.life.memory ?? { onboardedAt: undefined, remembered: [] };
    const life: Life = { life: count, name: `${this.#name}-${count}`, memory };
    const phone = new Phone(this.#world, business, this.#reporting, life);
    this.#lives.set(business, { phone, life, since: business.onboardedAt });
    return phone;
  }

  #follow(happening: Promise<void>): Promise<void> {
    const end = (): void => {
      this.#running.delete(happening);
    };
    this.#running.add(happening);
    happening.then(end, end);
    return happening;
  }
}
