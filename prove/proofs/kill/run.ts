import { setTimeout as wait } from "node:timers/promises";
import { Random } from "../../../src/payloads/random.ts";
import { bundle } from "../../processes/bundle.ts";
import { InsistentSender } from "./insistent-sender.ts";
import { Killer } from "./killer.ts";
import type { Store } from "./store.ts";
import { appSecret } from "./workload.ts";

/** How much is sent, and how often the receiver is killed. */
export interface Amount {
  readonly webhooks: number;
  /** While webhooks come in. */
  readonly kills: number;
  /** And then while those that wait are delivered, by stores that do not keep up. */
  readonly laterKills: number;
}

export interface RunSettings extends Amount {
  readonly store: Store;
  readonly seed: number;
  progress(line: string): void;
}

/** How a run went, before anybody looks at the effects. */
export interface Run {
  readonly sender: InsistentSender;
  /** How often the receiver was killed in all. */
  readonly killed: number;
  /** How often before it listened. */
  readonly killedAtStart: number;
  readonly seconds: number;
}

// How much a ledger may grow between two kills: some hundred events.
const longestGrowth = 40_000;

/** Sends the webhooks while the receiver is killed again and again, and waits until what it stored is delivered. */
export async function run({ store, webhooks, kills, laterKills, seed, progress }: RunSettings): Promise<Run> {
  const begun = performance.now();
  const random = new Random(seed);
  const killer = new Killer(await bundle(store.program), { ...store.receiver, appSecret }, random);
  await killer.start();
  const sender = new InsistentSender({ webhooks, seed, port: () => killer.port });
  const report = setInterval(() => {
    const { name, size, unit } = store;
    const counts = [
      `${sender.acknowledged} of ${webhooks} acknowledged`,
      `${size()} ${unit}`,
      `${killer.killed} kills`,
    ];
    progress(`${name}: ${counts.join(", ")}`);
  }, 5_000);
  try {
    const sending = sender.send();
    const marks = Array.from({ length: kills }, () => random.next() * 0.98 * webhooks).sort((one, two) => one - two);
    for (const mark of marks) {
      while (sender.acknowledged < mark) await look(killer, sender);
      await wait(random.next() * 30);
      await killer.kill();
    }
    while (sender.acknowledged < webhooks) await look(killer, sender);
    await sending;
    for (let later = 0; later < laterKills; later++) {
      await growth(store, random.below(longestGrowth));
      await killer.kill();
    }
    await settle(store);
    killer.requireAlive();
  } finally {
    clearInterval(report);
    await killer.stop();
  }
  const { killed, killedAtStart } = killer;
  return { sender, killed, killedAtStart, seconds: (performance.now() - begun) / 1000 };
}

async function look(killer: Killer, { strange }: InsistentSender): Promise<void> {
  killer.requireAlive();
  if (strange.size > 0) throw new Error(`A webhook was answered with ${[...strange].join(" and ")}.`);
  await wait(2);
}

/** Ends when there are so many more effects, or none for long. */
async function growth({ size, patience }: Store, much: number): Promise<void> {
  const [from, since] = [size(), Date.now()];
  while (size() <= from + much && Date.now() - since < patience) await wait(5);
}

/** Ends when nothing waits any more, or when nothing has happened for long. */
async function settle({ size, isEmpty, patience }: Store): Promise<void> {
  let last = -1;
  let since = Date.now();
  while (Date.now() - since < patience) {
    if (await isEmpty()) return;
    if (size() !== last) {
      last = size();
      since = Date.now();
    }
    await wait(200);
  }
}
