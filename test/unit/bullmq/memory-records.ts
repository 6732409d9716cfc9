import type { Records } from "../../../src/bullmq/records.ts";

/** Records without a database. */
export function memoryRecords(): Records & { keys(): string[] } {
  const texts = new Map<string, string>();
  return {
    keys: () => [...texts.keys()],
    read: async (keys) => keys.map((key) => texts.get(key)),
    write: async (more) => {
      for (const [key, text] of more) texts.set(key, text);
    },
    take: async (key) => {
      const text = texts.get(key);
      texts.delete(key);
      return text;
    },
    stateIds: async () => [],
    readState: async () => undefined,
    replaceState: async () => false,
    removeState: async () => false,
    purge: async () => undefined,
  };
}
