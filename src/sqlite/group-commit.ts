import type { SqliteDatabase } from "./database.ts";
import { isBusy } from "./is-busy.ts";

/** How a piece of work is done. */
export interface WorkOptions {
  /** Whether what it does can fail by itself, without the store being at fault. */
  readonly mayFail?: boolean;
  /** Whether no sender waits for it. It then joins the next transaction that one does wait for, or has its own a little later. */
  readonly canWait?: boolean;
  /** About how many bytes it writes, where they are many. */
  readonly bytes?: number;
}

/** A piece of work that waits for the next transaction. */
interface Waiting {
  readonly act: () => unknown;
  readonly mayFail: boolean;
  readonly bytes: number;
  /** On the clock of `performance`. */
  readonly until: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

// More rows make one transaction no cheaper, and hold the process longer.
const largestGroup = 512;
// Nor do more bytes, and these hold it for milliseconds.
const largestBytes = 512 * 1024;
const lockWait = 20;
// After so long without a sender, in milliseconds, what can wait need not.
const quiet = 100;

/**
 * Commits together what arrives together: a transaction costs as much for one row as for hundreds, because it is paid for
 * by waiting for the disk.
 */
export class GroupCommit {
  readonly #database: SqliteDatabase;
  readonly #patience: number;
  #waiting: Waiting[] = [];
  /** When the next transaction begins, on the clock of `performance`. */
  #dueAt = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => undefined;
  /** Until when what can wait does so, while senders wait as well. */
  #freeUntil = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** Until when nobody asks for a lock again that somebody else had. */
  #lockedUntil = 0;
  /** Whether a transaction of ours may still be open, because even taking it back failed. */
  #isLeftOpen = false;

  /** @param patience - how long to wait for a lock that another process holds, in milliseconds. */
  constructor(database: SqliteDatabase, patience: number) {
    this.#database = database;
    this.#patience = patience;
  }

  /**
   * Does something in the next transaction.
   *
   * @returns what it returned, once that is committed.
   * @throws what it threw, or what the commit did. Nothing of it is stored then.
   */
  run<Value>(act: () => Value, { mayFail = false, canWait = false, bytes = 0 }: WorkOptions = {}): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const now = performance.now();
      const until = now + this.#patience;
      this.#waiting.push({ act, mayFail, bytes, until, resolve: resolve as (value: unknown) => void, reject });
      if (!canWait) this.#askedAt = now;
      this.#schedule(canWait && now - this.#askedAt < quiet ? this.#freeUntil : 0);
    });
  }

  #schedule(at = 0): void {
    if (this.#dueAt === 0) return;
    const now = performance.now();
    const later = Math.max(at, this.#lockedUntil);
    const dueAt = later > now ? later : 0;
    if (dueAt >= this.#dueAt) return;
    this.#cancel();
    this.#dueAt = dueAt;
    const flush = (): void => {
      this.#dueAt = Number.POSITIVE_INFINITY;
      const begun = performance.now();
      this.#flush();
      // A transaction holds the process until the disk has it. Whoever can wait leaves as much time to requests.
      this.#freeUntil = 2 * performance.now() - begun;
    };
    // What else is ready in this turn of the event loop joins the group. A timer would make everybody wait for it.
    if (dueAt === 0) {
      const immediate = setImmediate(flush);
      this.#cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(flush, dueAt - now);
      this.#cancel = () => clearTimeout(timer);
    }
  }

  #flush(): void {
    const group = this.#takeGroup();
    if (group.length === 0) return;
    if (this.#isLeftOpen) this.#rollBack();
    try {
      this.#database.exec("BEGIN IMMEDIATE");
    } catch (error) {
      this.#isLeftOpen ||= !isBusy(error);
      this.#putOff(group, error);
      return;
    }
    const settled: (() => void)[] = [];
    try {
      for (const waiting of group) settled.push(this.#act(waiting));
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#rollBack();
      for (const { reject } of group) reject(error);
      this.#continue();
      return;
    }
    for (const settle of settled) settle();
    this.#continue();
  }

  #takeGroup(): Waiting[] {
    let size = 0;
    let bytes = 0;
    for (const waiting of this.#waiting) {
      bytes += waiting.bytes;
      if (size === largestGroup || (size > 0 && bytes > largestBytes)) break;
      size++;
    }
    return this.#waiting.splice(0, size);
  }

  #act({ act, mayFail, resolve, reject }: Waiting): () => void {
    if (!mayFail) {
      const value = act();
      return () => resolve(value);
    }
    this.#database.exec("SAVEPOINT coexistence_work");
    try {
      const value = act();
      this.#database.exec("RELEASE coexistence_work");
      return () => resolve(value);
    } catch (error) {
      this.#database.exec("ROLLBACK TO coexistence_work");
      this.#database.exec("RELEASE coexistence_work");
      return () => reject(error);
    }
  }

  /** Another process writes, or the application has a transaction open: that passes, mostly. */
  #putOff(group: readonly Waiting[], error: unknown): void {
    const now = performance.now();
    const isLocked = isBusy(error);
    for (const waiting of group) if (!isLocked || waiting.until <= now) waiting.reject(error);
    this.#waiting.unshift(...group.filter(({ until }) => isLocked && until > now));
    if (isLocked) this.#lockedUntil = now + lockWait;
    this.#continue();
  }

  #continue(): void {
    if (this.#waiting.length > 0) this.#schedule();
  }

  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK");
      this.#isLeftOpen = false;
    } catch (error) {
      // SQLite has rolled back by itself where the disk is full or broken. Else it is tried again before the next one.
      this.#isLeftOpen = !/no transaction is active/.test(String((error as { message?: unknown }).message));
    }
  }
}
