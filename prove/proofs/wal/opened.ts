import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import type { SqliteDatabase } from "../../../src/sqlite/index.ts";
import type { Recording } from "./recording.ts";
import { halvesOf, integrityOf, stateOf } from "./state.ts";

/** A copy of the recorded database with another WAL. */
export class Copy {
  readonly path: string;

  constructor(folder: string, { database }: Recording, wal: Buffer) {
    this.path = join(folder, "copy.db");
    this.remove();
    copyFileSync(database, this.path);
    writeFileSync(`${this.path}-wal`, wal);
  }

  open(): SqliteDatabase {
    return new Database(this.path) as SqliteDatabase;
  }

  remove(): void {
    for (const end of ["", "-wal", "-shm"]) rmSync(`${this.path}${end}`, { force: true });
  }
}

/**
 * Opens a copy and holds it against what was recorded.
 *
 * @param change - done to it before it is looked at, to see whether that is noticed.
 * @returns what is wrong with it, or nothing.
 */
export function findFault(
  copy: Copy,
  { states }: Recording,
  commits: number,
  change: (database: SqliteDatabase) => void = () => undefined,
): string | undefined {
  let database: SqliteDatabase | undefined;
  try {
    database = copy.open();
    change(database);
    const integrity = integrityOf(database);
    if (integrity !== "ok") return `integrity_check says ${integrity}`;
    if (halvesOf(database) > 0) return "an effect without its done mark, or the reverse";
    const state = stateOf(database);
    if (state === states[commits]) return undefined;
    const found = states.indexOf(state);
    return found < 0 ? "no prefix of the commits" : `the first ${found} commits instead of ${commits}`;
  } catch (error) {
    return `it cannot be read: ${error instanceof Error ? error.message : error}`;
  } finally {
    database?.close();
  }
}
