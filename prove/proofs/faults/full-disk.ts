import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { sqliteIntake } from "../../../src/sqlite/index.ts";
import type { Trouble } from "./trouble.ts";

/** A disk that is full: a small one of its own where the system allows it, else a limit of SQLite's. */
export function fullDisk(): Trouble & { readonly how: string } {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  const common = { isTotal: false, perSecond: 20 };
  const unmount = mount(folder);
  if (unmount === undefined) return { ...limitedFile(folder), ...common };
  const ballast = join(folder, "ballast");
  return {
    ...common,
    how: "a tmpfs of 8 MB",
    intake: sqliteIntake(join(folder, "coexistence.db")),
    begin: async () => fill(ballast),
    end: async () => rmSync(ballast),
    close: unmount,
  };
}

/** Mounts a small disk, until it is told to end or this process is gone. Undefined where that is not allowed. */
function mount(folder: string): (() => Promise<void>) | undefined {
  try {
    execFileSync("sh", ["-c", 'mount -t tmpfs -o size=8m tmpfs "$1"', "sh", folder], { stdio: "ignore" });
  } catch {
    // Only root may, and not in every container.
    return undefined;
  }
  const script = 'cat; umount --lazy "$1"';
  const guard = spawn("sh", ["-c", script, "sh", folder], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  const gone = once(guard, "exit");
  return async () => {
    guard.stdin.end();
    await gone;
  };
}

function fill(path: string): void {
  const file = openSync(path, "w");
  for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
    try {
      while (true) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
}

function limitedFile(folder: string) {
  const database = new Database(join(folder, "coexistence.db"), { timeout: 20 });
  database.exec("CREATE TABLE ballast (content BLOB NOT NULL)");
  const add = database.prepare("INSERT INTO ballast (content) VALUES (zeroblob(3000))");
  const limit = (pages: number): void => void database.prepare(`PRAGMA max_page_count = ${pages}`).get();
  const fillUp = (): void => {
    try {
      while (true) add.run();
    } catch (error) {
      if ((error as { code?: unknown }).code !== "SQLITE_FULL") throw error;
    }
  };
  let filling: ReturnType<typeof setInterval> | undefined;
  return {
    how: "PRAGMA max_page_count, since no tmpfs could be mounted",
    intake: sqliteIntake(database),
    begin: async () => {
      // SQLite takes the present size for it. What is or becomes free within the file has to be filled as well.
      limit(1);
      filling = setInterval(fillUp, 10);
    },
    end: async () => {
      clearInterval(filling);
      limit(1_000_000);
      database.exec("DELETE FROM ballast");
    },
    close: async () => void database.close(),
  };
}
