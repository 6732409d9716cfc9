import { pauseUntil } from "../deliver/pause-until.ts";
import { IntakeError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import { within } from "../runtime/within.ts";
import { type Connect, type Connections, longestReconnectWait } from "./connections.ts";
import type { Settings } from "./settings.ts";
import { Station } from "./station.ts";
import type { KnownStore } from "./store.ts";

const dayLength = 24 * 60 * 60 * 1000;
const countEvery = 1_000;
const purgeEvery = 60_000;
// Nobody waits for a database that is away when the process ends, in milliseconds.
const closingPatience = 2_000;

/** Opens the station of a process, again and again until the database is there, and closes it. */
export class Opening {
  readonly #kind: KnownStore["kind"];
  readonly #connect: Connect;
  readonly #stream: Stream;
  readonly #settings: Settings;
  readonly #ending = new AbortController();
  #attempt: Promise<Station>;
  #connections: Connections | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #purged = 0;
  #waiting = 0;
  #isCounting = false;

  constructor(kind: KnownStore["kind"], connect: Connect, stream: Stream, settings: Settings) {
    this.#kind = kind;
    this.#connect = connect;
    this.#stream = stream;
    this.#settings = settings;
    this.#attempt = this.#open();
    void this.#insist();
  }

  /** How many jobs were not done when they were last counted. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * The station.
   *
   * @throws why it could not be opened the last time.
   */
  station(): Promise<Station> {
    return this.#attempt;
  }

  async close(): Promise<void> {
    this.#ending.abort();
    clearInterval(this.#timer);
    const soon = <Value>(work: Promise<Value>): Promise<Value | undefined> =>
      within(closingPatience, work, () => new Error("late")).catch(() => undefined);
    const station = await soon(this.#attempt);
    await station?.drain(this.#settings.grace);
    if (station !== undefined) await soon(station.close());
    if (this.#connections !== undefined) await soon(this.#connections.close());
  }

  async #insist(): Promise<void> {
    for (let isTold = false; !this.#ending.signal.aborted; isTold = true) {
      try {
        await this.#attempt;
        return;
      } catch (error) {
        if (!(isTold || this.#ending.signal.aborted)) this.#stream.report(new IntakeError(error));
        try {
          await pauseUntil(this.#ending.signal, longestReconnectWait / 2);
        } catch {
          return;
        }
        this.#attempt = this.#open();
      }
    }
  }

  async #open(): Promise<Station> {
    const { name, patience, remember } = this.#settings;
    const connections = await this.#connect({ name, patience, remember: remember * dayLength });
    if (this.#ending.signal.aborted) {
      await connections.close();
      this.#ending.signal.throwIfAborted();
    }
    this.#connections = connections;
    const station = new Station(this.#kind, connections, this.#stream, this.#settings);
    try {
      await station.isReady();
      this.#ending.signal.throwIfAborted();
    } catch (error) {
      await station.close();
      await connections.close();
      throw error;
    }
    this.#timer = setInterval(() => void this.#count(station), countEvery);
    return station;
  }

  async #count(station: Station): Promise<void> {
    if (this.#isCounting) return;
    this.#isCounting = true;
    try {
      const { count, since } = await station.backlog();
      const now = Date.now();
      // Once more when nothing waits any longer.
      if (count > 0 || this.#waiting > 0) {
        this.#stream.observe({ name: "backlog", webhooks: count, age: now - since });
      }
      this.#waiting = count;
      if (this.#settings.deliver && now - this.#purged > purgeEvery) {
        await station.records.purge();
        this.#purged = now;
      }
    } catch {
      // The store is away. What was counted last still holds.
    } finally {
      this.#isCounting = false;
    }
  }
}
