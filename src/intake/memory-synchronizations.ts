import type { StoredSynchronization, SynchronizationStore } from "./synchronization-store.ts";

/** Keeps the states until the process ends. */
export function memorySynchronizations(): SynchronizationStore {
  const states = new Map<string, StoredSynchronization>();
  return {
    numbers: async () => [...states.keys()],
    read: async (phoneNumberId) => states.get(phoneNumberId),
    update: async (phoneNumberId, change) => {
      const state = change(states.get(phoneNumberId));
      if (state !== undefined) states.set(phoneNumberId, state);
    },
    remove: async (phoneNumberId) => states.delete(phoneNumberId),
  };
}
