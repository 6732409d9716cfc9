import type { SqliteDatabase } from "./database.ts";

/** A piece of work that waits for the next transaction. */
interface Waiting {
  readonly act: () => unknown;
  /** Whether what it does can fail by itself, without the store being at fault. */
  readonly mayFail: boolean;
  readonly until: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

// More rows make one transaction no cheaper, and hold the process longer.
const largestGroup = 512;
const lockWait = 20;

/**
 * Commits together what arrives together: a transaction costs as much for one row as for hundreds, because it is paid for
 * by waiting for the disk.
 */
export class GroupCommit {
  readonly #database: SqliteDatabase;
  readonly #patience: number;
  #waiting: Waiting[] = [];
  #isScheduled = false;

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
  run<Value>(act: () => Value, { mayFail = false } = {}): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const until = Date.now() + this.#patience;
      this.#waiting.push({ act, mayFail, until, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  #schedule(wait = 0): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const flush = (): void => {
      this.#isScheduled = false;
      this.#flush();
    };
    // What else is ready in this turn of the event loop joins the group. A timer would make everybody wait for it.
    if (wait === 0) setImmediate(flush);
    else setTimeout(flush, wait);
  }

  #flush(): void {
    const group = this.#waiting.splice(0, largestGroup);
    if (group.length === 0) return;
    try {
      this.#database.exec("BEGIN IMMEDIATE");
    } catch (error) {
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
    const now = Date.now();
    const isLocked = isBusy(error);
    for (const waiting of group) if (!isLocked || waiting.until <= now) waiting.reject(error);
    this.#waiting.unshift(...group.filter(({ until }) => isLocked && until > now));
    if (this.#waiting.length > 0) this.#schedule(lockWait);
  }

  #continue(): void {
    if (this.#waiting.length > 0) this.#schedule();
  }

  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself where the disk is full or broken.
    }
  }
}

function isBusy(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return /^SQLITE_(BUSY|LOCKED)/.test(String(code)) || /within a transaction/.test(String(message));
}
