import Database from "libsql";
import type { MetaWebhook } from "../../../src/schemas/index.ts";
import { numberedWebhook } from "../../sending/numbered.ts";
import { forgetful, sqliteHome } from "./home.ts";
import type { ShiftedClock } from "./shifted-clock.ts";
import { visit } from "./visit.ts";

const together = 200;
const atOnce = 20_000;

/** What it costs to remember. */
export interface Memory {
  readonly events: number;
  /** What the file grew by, tables and indexes and what is free in their pages. */
  readonly bytesPerEvent: number;
  /** What is known of an event: the digest of its id, and when it was done. */
  readonly dataPerEvent: number;
  readonly rememberedAfterwards: number;
}

/** Lets a SQLite intake deliver many events, and looks at its file, then and when it may forget them. */
export async function measureMemory(events: number, clock: ShiftedClock, afterwards: number): Promise<Memory> {
  const home = sqliteHome();
  await visit(home, []);
  const empty = usedBytes(home.path);
  for (let first = 0; first < events; first += atOnce) {
    await visit(
      home,
      Array.from({ length: atOnce / together }, (_, place) => batch(first + place * together)),
    );
  }
  const full = usedBytes(home.path);
  const remembered = await home.remembered();
  const dataPerEvent = digestBytes(home.path) + 6;
  clock.set(afterwards);
  let rememberedAfterwards = remembered;
  await visit(home, [], async () => {
    // The one that was delivered just now is not old.
    rememberedAfterwards = (await forgetful(home, 1)) - 1;
  });
  clock.set(0);
  return {
    events: remembered,
    bytesPerEvent: Math.round((full - empty) / remembered),
    dataPerEvent,
    rememberedAfterwards,
  };
}

/** Many messages in one webhook, of as many customers. */
function batch(first: number): MetaWebhook {
  const webhooks = Array.from({ length: together }, (_, place) => numberedWebhook(first + place));
  return { ...(webhooks[0] as MetaWebhook), entry: webhooks.flatMap(({ entry }) => entry) };
}

function usedBytes(path: string): number {
  return withFile(
    path,
    (read) => (read("PRAGMA page_count") - read("PRAGMA freelist_count")) * read("PRAGMA page_size"),
  );
}

function digestBytes(path: string): number {
  return withFile(path, (read) => read("SELECT max(length(id)) FROM coexistence_done"));
}

function withFile<Value>(path: string, look: (read: (sql: string) => number) => Value): Value {
  const database = new Database(path);
  try {
    return look((sql) => Object.values(database.prepare(sql).get() as object)[0] as number);
  } finally {
    database.close();
  }
}
