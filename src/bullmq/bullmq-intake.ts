import { CoexistenceError } from "../errors/index.ts";
import type {
  DeadLetters,
  Intake,
  IntakeFactory,
  Stream,
  SynchronizationStore,
  VerifiedWebhook,
} from "../intake/index.ts";
import { within } from "../runtime/within.ts";
import type { Connect } from "./connections.ts";
import { deadLetterJobs } from "./dead-letter-jobs.ts";
import { Inbox } from "./inbox.ts";
import { Opening } from "./opening.ts";
import { connectPostgres } from "./postgres-connections.ts";
import { connectRedis } from "./redis-connections.ts";
import { type BullmqIntakeOptions, readSettings, type Settings } from "./settings.ts";
import { type BullmqStore, type KnownStore, readStore } from "./store.ts";
import { synchronizationRecords } from "./synchronization-records.ts";

/**
 * Keeps webhooks as BullMQ jobs until their events are done, in Redis or in PostgreSQL. A webhook is answered 200 when its
 * job is stored. Any number of machines may share the database: each stores what it receives, all of them deliver, and the
 * events of a chat stay in order.
 *
 * It needs `bullmq`, without which the import itself fails, and `ioredis` or `pg` beside it. In PostgreSQL it makes BullMQ's tables, in the schema `bullmq`.
 *
 * @param store - a URL (`redis:`, `rediss:`, `postgres:`, `postgresql:`); `{ redis }` with a connection or options of
 * ioredis; or `{ postgres }` with a pool or options of pg. The intake makes connections of its own with their settings.
 * @throws `CoexistenceError` with code `invalid_option`, or `driver_missing`.
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { bullmqIntake } from "whatsapp-coexistence/bullmq";
 *
 * const intake = bullmqIntake("redis://127.0.0.1:6379", { name: "example" });
 * const coexistence = createCoexistence({ appSecret: process.env.APP_SECRET, intake });
 * coexistence.onEcho(({ message }, { attempt }) => console.log(message.type, attempt));
 * await coexistence.close();
 * ```
 */
export function bullmqIntake(store: BullmqStore, options: BullmqIntakeOptions = {}): IntakeFactory {
  const settings = readSettings(options);
  const known = readStore(store);
  return (stream) => new BullmqIntake(known, stream, settings);
}

function connectTo({ kind, settings }: KnownStore): Connect {
  return kind === "redis" ? connectRedis(settings) : connectPostgres(settings);
}

class BullmqIntake implements Intake {
  readonly deadLetters: DeadLetters;
  readonly synchronizations: SynchronizationStore;
  readonly #settings: Settings;
  readonly #opening: Opening;
  readonly #inbox: Inbox;
  #closing: Promise<void> | undefined;

  constructor(store: KnownStore, stream: Stream, settings: Settings) {
    this.#settings = settings;
    this.#opening = new Opening(store.kind, connectTo(store), stream, settings);
    this.#inbox = new Inbox(async () => (await this.#opening.station()).webhooks);
    this.deadLetters = deadLetterJobs(() => this.#opening.station());
    this.synchronizations = synchronizationRecords(async () => (await this.#opening.station()).records);
  }

  async accept(webhook: VerifiedWebhook): Promise<void> {
    if (this.#closing !== undefined) {
      throw new CoexistenceError("intake_closed", "The intake is closed and accepts nothing more.");
    }
    const { backlog, patience } = this.#settings;
    const waiting = this.#opening.waiting;
    if (waiting >= backlog) {
      throw new CoexistenceError("backlog_full", `${waiting} jobs wait to be done, and no more are kept.`);
    }
    await within(patience, this.#inbox.add(webhook), () => {
      return new CoexistenceError("intake_failed", `The queue had not stored the webhook after ${patience} ms.`);
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#opening.close();
    return this.#closing;
  }
}
