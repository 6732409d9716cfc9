import Database from "libsql";
import type { Load } from "./traffic.ts";

/** What lies among the dead letters, beside what ought to. */
export interface Letters {
  readonly right: number;
  /** With another reason or number of attempts, or none of the poison. */
  readonly wrong: number;
}

const reasons: Readonly<Record<string, RegExp>> = { throws: /The listener throws/, hangs: /not done after/ };

/** Compares the dead letters of a file with the poison that was sent. */
export function readLetters(path: string, sent: readonly Load[], attempts: number): Letters {
  const poison = new Map(sent.map((load) => [load.eventId, load.poison]));
  const database = new Database(path);
  const rows = database.prepare("SELECT id, attempts, reason FROM coexistence_dead_letters").all() as {
    id: string;
    attempts: number;
    reason: string;
  }[];
  database.close();
  const right = rows.filter(
    (row) => row.attempts === attempts && reasons[poison.get(row.id) ?? ""]?.test(row.reason),
  ).length;
  return { right, wrong: rows.length - right };
}
