import { CoexistenceError } from "../errors/index.ts";
import type {
  DeadLetters,
  Intake,
  IntakeFactory,
  Stream,
  SynchronizationStore,
  VerifiedWebhook,
} from "../intake/index.ts";
import { longestTimer, requirePositive } from "../runtime/positive-number.ts";
import { within } from "../runtime/within.ts";
import { Attempts } from "./attempts.ts";
import { Backlog } from "./backlog.ts";
import type { SqliteDatabase } from "./database.ts";
import { DeadLetterTable } from "./dead-letter-table.ts";
import { DoneEvents } from "./done-events.ts";
import { GroupCommit } from "./group-commit.ts";
import { Leadership } from "./leadership.ts";
import { openDatabase, prepareDatabase } from "./open-database.ts";
import { largestPlain, pack } from "./packed-body.ts";
import { synchronizationTable } from "./synchronization-table.ts";
import { Webhooks } from "./webhooks.ts";
import { Worker } from "./worker.ts";

/** Options of {@link sqliteIntake}. */
export interface SqliteIntakeOptions {
  /**
   * How long the listeners of an event may take, in milliseconds. One that takes longer counts as failed; what it does
   * afterwards is nobody's. Default: 30,000.
   */
  lease?: number | undefined;
  /** How often the listeners of an event are called before it becomes a dead letter. Default: 8, over one to two minutes. */
  attempts?: number | undefined;
  /** The wait after the first failed attempt, in milliseconds. Each one after it is twice as long, up to a minute. Default: 1000. */
  retryAfter?: number | undefined;
  /** Of how many chats events are delivered at the same time. Default: 32. */
  concurrency?: number | undefined;
  /** With how many webhooks waiting the sender is asked to try again later. Default: 100,000. */
  backlog?: number | undefined;
  /** For how many days an event is remembered as done. Senders repeat for seven. Default: 8. */
  remember?: number | undefined;
  /** How long a request may wait for a lock, in milliseconds, before it is answered 503. Default: 2,500. */
  patience?: number | undefined;
  /** How long `close()` of the receiver waits for listeners, in milliseconds. Default: 10,000. */
  grace?: number | undefined;
}

type Settings = { readonly [Name in keyof SqliteIntakeOptions]-?: number };

const defaults: Settings = {
  lease: 30_000,
  attempts: 8,
  retryAfter: 1_000,
  concurrency: 32,
  backlog: 100_000,
  remember: 8,
  patience: 2_500,
  grace: 10_000,
};

/**
 * Keeps webhooks in a SQLite file until their events are done. A webhook is answered 200 when it is committed, and
 * survives a crash of the process and, on disks that keep what they say they have, of the machine.
 *
 * Several processes of one machine may share the file; one of them delivers.
 *
 * @param database - the path of a file, opened with `better-sqlite3`, `libsql` or, from Node 22.13 on, `node:sqlite`,
 * whichever is there first; or a database of your own, of any of the three, whose tables your listeners can then change in
 * the transaction in which an event becomes done.
 * @throws `CoexistenceError` with code `driver_missing`, or `invalid_option`, also for a database that gives integers as
 * BigInt or rows as lists.
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { sqliteIntake } from "whatsapp-coexistence/sqlite";
 *
 * const coexistence = createCoexistence({ appSecret: process.env.APP_SECRET, intake: sqliteIntake(":memory:") });
 * coexistence.onEcho(({ message }, { attempt }) => console.log(message.type, attempt));
 * await coexistence.close();
 * ```
 */
export function sqliteIntake(database: string | SqliteDatabase, options: SqliteIntakeOptions = {}): IntakeFactory {
  const settings = readSettings(options);
  if (
    typeof database !== "string" &&
    typeof (database as Partial<SqliteDatabase> | undefined)?.prepare !== "function"
  ) {
    throw new CoexistenceError("invalid_option", "sqliteIntake: neither the path of a file nor a database was passed.");
  }
  return (stream) => new SqliteIntake(database, stream, settings);
}

function readSettings(options: SqliteIntakeOptions): Settings {
  // An option that is there with the value undefined is one that was not set.
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings: Settings = { ...defaults, ...Object.fromEntries(given) };
  for (const [name, value] of Object.entries(settings)) {
    requirePositive(
      `sqliteIntake: ${name}`,
      value,
      ["lease", "patience", "grace", "retryAfter"].includes(name) ? longestTimer : undefined,
    );
  }
  return settings;
}

// A process that stores only, and one that has to take the lead over, looks this often, in milliseconds.
const beat = 250;
const purgeEvery = 60_000;
const dayLength = 24 * 60 * 60 * 1000;
const longestWait = 60_000;

class SqliteIntake implements Intake {
  readonly deadLetters: DeadLetters;
  readonly synchronizations: SynchronizationStore;
  readonly #database: SqliteDatabase;
  readonly #isOwn: boolean;
  readonly #settings: Settings;
  readonly #stream: Stream;
  readonly #group: GroupCommit;
  readonly #webhooks: Webhooks;
  readonly #done: DoneEvents;
  readonly #deadLetterTable: DeadLetterTable;
  readonly #leadership: Leadership;
  readonly #timer: ReturnType<typeof setInterval>;
  #worker: Worker | undefined;
  readonly #backlog: Backlog;
  #purged = 0;
  #isBeating = false;
  #closing: Promise<void> | undefined;

  constructor(database: string | SqliteDatabase, stream: Stream, settings: Settings) {
    this.#isOwn = typeof database === "string";
    this.#database = typeof database === "string" ? openDatabase(database) : database;
    if (!this.#isOwn) prepareDatabase(this.#database);
    this.#stream = stream;
    this.#settings = settings;
    this.#group = new GroupCommit(this.#database, settings.patience);
    this.#webhooks = new Webhooks(this.#database);
    this.#done = new DoneEvents(this.#database);
    this.#deadLetterTable = new DeadLetterTable(this.#database);
    this.#leadership = new Leadership(this.#database);
    this.deadLetters = {
      list: async ({ limit = 100 } = {}) => this.#deadLetterTable.list(limit),
      replay: async (id) => {
        const wasThere = await this.#group.run(() => this.#deadLetterTable.replay(id));
        this.#worker?.wake();
        return wasThere;
      },
      drop: (id) =>
        this.#group.run(() => {
          const wasThere = this.#deadLetterTable.drop(id);
          // So that it stays away when its sender repeats it.
          if (wasThere) this.#done.add(id, Date.now());
          return wasThere;
        }),
    };
    this.synchronizations = synchronizationTable(this.#database, this.#group);
    this.#backlog = new Backlog(this.#webhooks, stream.observe);
    this.#backlog.look(Date.now());
    this.#timer = setInterval(() => void this.#beat(), beat);
    void this.#beat();
  }

  async accept(webhook: VerifiedWebhook): Promise<void> {
    if (this.#closing !== undefined)
      throw new CoexistenceError("intake_closed", "The intake is closed and accepts nothing more.");
    if (this.#backlog.size >= this.#settings.backlog) {
      throw new CoexistenceError(
        "backlog_full",
        `${this.#backlog.size} webhooks wait to be delivered, and no more are kept.`,
      );
    }
    const packed = webhook.body.length > largestPlain ? await pack(webhook.body) : undefined;
    const bytes = (packed ?? webhook.body).length;
    await this.#group.run(() => this.#webhooks.insert(webhook, packed), { bytes });
    this.#backlog.add();
    this.#worker?.wake();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    // Listeners that take longer are left to themselves. Their events are not done, and come again at the next start.
    const drained = this.#worker?.drain() ?? Promise.resolve();
    await within(this.#settings.grace, drained, () => new CoexistenceError("deadline_exceeded", "")).catch(
      () => undefined,
    );
    this.#worker?.stop();
    await this.#group.run(() => this.#leadership.release()).catch(() => undefined);
    if (this.#isOwn) this.#database.close();
  }

  /** Takes the lead or keeps it, and looks after the tables. */
  async #beat(): Promise<void> {
    if (this.#isBeating || this.#closing !== undefined) return;
    this.#isBeating = true;
    try {
      const now = Date.now();
      this.#backlog.look(now);
      const found = this.#leadership.look(now);
      const lead = found ?? (await this.#group.run(() => this.#leadership.take(now)));
      if (this.#closing !== undefined) return;
      if (lead !== "own") {
        // Somebody else may have delivered since: what this worker is at does not count any more.
        this.#worker?.stop();
        this.#worker = undefined;
      }
      if (lead === "other") return;
      this.#worker ??= this.#makeWorker();
      if (this.#worker.isStopped) this.#worker = this.#makeWorker();
      this.#worker.wake();
      if (now - this.#purged > purgeEvery) await this.#purge(now);
    } catch {
      // The store cannot be written to now. The next beat tries again.
    } finally {
      this.#isBeating = false;
    }
  }

  async #purge(now: number): Promise<void> {
    const before = now - this.#settings.remember * dayLength;
    while (await this.#group.run(() => this.#done.purge(before)));
    this.#purged = now;
  }

  #makeWorker(): Worker {
    const { lease, attempts, retryAfter, concurrency } = this.#settings;
    return new Worker(
      {
        database: this.#database,
        group: this.#group,
        webhooks: this.#webhooks,
        done: this.#done,
        attempts: new Attempts(this.#database),
        deadLetters: this.#deadLetterTable,
        stream: this.#stream,
        isLeading: () => this.#leadership.isHeld(),
        onRemoved: () => this.#backlog.remove(),
      },
      { lease, attempts, concurrency, backOff: { first: retryAfter, longest: Math.max(retryAfter, longestWait) } },
    );
  }
}
