import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bullmqIntake } from "../../../src/bullmq/index.ts";
import { appendedEffects } from "./appended-effects.ts";
import type { Store } from "./store.ts";

// It is counted each second. Two of them, so that what was counted is newer than what was stored.
const countedAnew = 2_500;

/** BullMQ, with the effects in a file: they cannot join a transaction. */
export function queueStore(name: string, address: string): Store {
  const queues = `prove-${randomBytes(6).toString("hex")}`;
  const ledger = join(mkdtempSync(join(tmpdir(), "kill-")), "effects");
  let waiting: number | undefined;
  // One more process at the same queues, which only looks.
  const observer = bullmqIntake(address, { name: queues, deliver: false })({
    parse: () => [],
    dispatch: async () => undefined,
    isBygone: async () => false,
    report: () => undefined,
    observe: (observation) => {
      if (observation.name === "backlog") waiting = observation.webhooks;
    },
  });
  return {
    ...appendedEffects(ledger),
    name,
    program: new URL("bullmq-receiver.ts", import.meta.url),
    receiver: { address, name: queues, ledger },
    joins: false,
    // A job whose process was killed is taken up after at most fifteen seconds, and one that waits for it later.
    patience: 60_000,
    isEmpty: async () => {
      await wait(countedAnew);
      return waiting === 0;
    },
    faults: async () => {
      const letters = (await observer.deadLetters?.list({ limit: 100_000 })) ?? [];
      return letters.length === 0
        ? []
        : [`${letters.length} events were given up, the first for ${letters[0]?.reason}`];
    },
    close: () => observer.close(),
  };
}
