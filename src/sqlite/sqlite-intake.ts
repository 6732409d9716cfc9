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
import type { SqliteDatabase } from "./database.ts";
import { DeadLetterTable } from "./dead-letter-table.ts";
import { DoneEvents } from "./done-events.ts";
import { GroupCommit } from "./group-commit.ts";
import { Leadership } from "./leadership.ts";
import { openDatabase, prepareDatabase } from "./open-database.ts";
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
 * @param database - the path of a file, opened with `better-sqlite3` or `libsql`, whichever is installed; or a database
 * of your own with better-sqlite3's API, whose tables your listeners can then change in the transaction in which an
 * event becomes done.
 * @throws `CoexistenceError` with code `invalid_option`, or `driver_missing`.
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
  #waiting = 0;
  #purged = 0;
  #isBeating = false;
  #isClosed = false;

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
    this.#waiting = this.#webhooks.backlog().count;
    this.#timer = setInterval(() => void this.#beat(), beat);
    void this.#beat();
  }

  async accept(webhook: VerifiedWebhook): Promise<void> {
    if (this.#isClosed) throw new CoexistenceError("intake_closed", "The intake is closed and accepts nothing more.");
    if (this.#waiting >= this.#settings.backlog) {
      throw new CoexistenceError(
        "backlog_full",
        `${this.#waiting} webhooks wait to be delivered, and no more are kept.`,
      );
    }
    await this.#group.run(() => {
      this.#webhooks.insert(webhook);
      // Where the commit fails this is one too many, until the next beat counts again.
      this.#waiting++;
    });
    this.#worker?.wake();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#drain();
    this.#worker?.stop();
    await this.#group.run(() => this.#leadership.release()).catch(() => undefined);
    if (this.#isOwn) this.#database.close();
  }

  async #drain(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#settings.grace);
    });
    await Promise.race([this.#worker?.drain(), grace]);
    clearTimeout(timer);
  }

  /** Takes the lead or keeps it, and looks after the tables. */
  async #beat(): Promise<void> {
    if (this.#isBeating || this.#isClosed) return;
    this.#isBeating = true;
    try {
      const now = Date.now();
      const leads = await this.#group.run(() => {
        this.#waiting = this.#webhooks.backlog().count;
        return this.#leadership.take(now);
      });
      if (this.#isClosed) return;
      if (!leads) {
        this.#worker?.stop();
        this.#worker = undefined;
        return;
      }
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
        deadLetters: this.#deadLetterTable,
        stream: this.#stream,
        isLeading: () => this.#leadership.isHeld(),
        now: Date.now,
      },
      { lease, attempts, concurrency, backOff: { first: retryAfter, longest: Math.max(retryAfter, longestWait) } },
    );
  }
}
