import type { StoredSynchronization, SynchronizationStore } from "../intake/index.ts";
import type { SqliteDatabase } from "./database.ts";
import type { GroupCommit } from "./group-commit.ts";

/** The states of synchronizations, in the file of the webhooks. */
export function synchronizationTable(database: SqliteDatabase, group: GroupCommit): SynchronizationStore {
  const list = database.prepare("SELECT phone_number_id FROM coexistence_synchronizations");
  const get = database.prepare("SELECT state FROM coexistence_synchronizations WHERE phone_number_id = ?");
  const set = database.prepare(
    "INSERT OR REPLACE INTO coexistence_synchronizations (phone_number_id, state) VALUES (?, ?)",
  );
  const remove = database.prepare("DELETE FROM coexistence_synchronizations WHERE phone_number_id = ?");
  const read = (phoneNumberId: string): StoredSynchronization | undefined => {
    const row = get.get(phoneNumberId) as { state: string } | undefined;
    return row && JSON.parse(row.state);
  };
  return {
    numbers: async () => (list.all() as { phone_number_id: string }[]).map((row) => row.phone_number_id),
    read: async (phoneNumberId) => read(phoneNumberId),
    update: (phoneNumberId, change) =>
      group.run(
        () => {
          const before = read(phoneNumberId);
          const after = change(before);
          if (after !== undefined && after !== before) set.run(phoneNumberId, JSON.stringify(after));
        },
        { mayFail: true, canWait: true },
      ),
    remove: (phoneNumberId) => group.run(() => Number(remove.run(phoneNumberId).changes) > 0),
  };
}
