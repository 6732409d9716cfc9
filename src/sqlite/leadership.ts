import { randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import type { SqliteDatabase, SqliteStatement } from "./database.ts";

interface Row {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly until: number;
}

/** How long a process that has vanished on another machine, or in another container, is waited for, in milliseconds. */
export const leaseLength = 10_000;

/**
 * Which of the processes that share a database delivers. One at a time, because only then do the events of a chat stay
 * in order; the others store what arrives.
 */
export class Leadership {
  readonly #owner = randomUUID();
  readonly #host = placeOfProcess();
  readonly #read: SqliteStatement;
  readonly #write: SqliteStatement;
  readonly #remove: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#read = database.prepare("SELECT owner, host, pid, until FROM coexistence_worker WHERE one = 1");
    this.#write = database.prepare(
      "INSERT OR REPLACE INTO coexistence_worker (one, owner, host, pid, until) VALUES (1, ?, ?, ?, ?)",
    );
    this.#remove = database.prepare("DELETE FROM coexistence_worker WHERE owner = ?");
  }

  /**
   * Tells who has the lead, without writing: each write waits for the disk, and a process that has nothing to do should
   * leave it alone.
   *
   * @returns nothing where it is time to take it.
   */
  look(now: number): "own" | "other" | undefined {
    const row = this.#row();
    if (row?.owner === this.#owner) return row.until - now > leaseLength / 2 ? "own" : undefined;
    return row !== undefined && row.until > now && !this.#isGone(row) ? "other" : undefined;
  }

  /**
   * Takes the lead, or keeps it, where nobody else has it. Inside a transaction.
   *
   * @returns whether it was taken, was this process's already, or is another's.
   */
  take(now: number): "taken" | "own" | "other" {
    const found = this.look(now);
    if (found !== undefined) return found;
    const wasHeld = this.isHeld();
    this.#write.run(this.#owner, this.#host, process.pid, now + leaseLength);
    return wasHeld ? "own" : "taken";
  }

  /** Whether this process has the lead. Inside a transaction, so that nobody else can take it before the commit. */
  isHeld(): boolean {
    return this.#row()?.owner === this.#owner;
  }

  release(): void {
    this.#remove.run(this.#owner);
  }

  #row(): Row | undefined {
    return this.#read.get() as Row | undefined;
  }

  /** A process of this machine that is not there any more need not be waited for. */
  #isGone({ host, pid }: Row): boolean {
    if (host !== this.#host) return false;
    if (pid === process.pid) return false;
    try {
      process.kill(pid, 0);
      return false;
    } catch (error) {
      return (error as { code?: unknown }).code === "ESRCH";
    }
  }
}

/** Where the number of a process means this very process: containers can share a host's name, and number anew. */
function placeOfProcess(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    // Not on Linux.
    return hostname();
  }
}
