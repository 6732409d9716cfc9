import type { StoredSynchronization, SynchronizationStore } from "../intake/index.ts";
import type { Records } from "./records.ts";

/** The states of synchronizations. Another process can change one at the same time: then the change is made again. */
export function synchronizationRecords(records: () => Promise<Records>): SynchronizationStore {
  return {
    numbers: async () => (await records()).stateIds(),
    read: async (phoneNumberId) => parse(await (await records()).readState(phoneNumberId)),
    async update(phoneNumberId, change) {
      const own = await records();
      for (;;) {
        const before = await own.readState(phoneNumberId);
        const state = parse(before);
        const after = change(state);
        if (after === undefined || after === state) return;
        if (await own.replaceState(phoneNumberId, before, JSON.stringify(after))) return;
      }
    },
    remove: async (phoneNumberId) => (await records()).removeState(phoneNumberId),
  };
}

function parse(text: string | undefined): StoredSynchronization | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as StoredSynchronization);
}
