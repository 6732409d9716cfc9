import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { MetaWebhook } from "../../../src/schemas/index.ts";
import { messageStatus, metaWebhook, recordOnboarding, statusChange } from "../../../src/testing/index.ts";
import { Findings } from "../../findings.ts";
import type { Figures, Proof, ProofContext } from "../../proof.ts";
import { withPostgres, withRedis } from "../../receivers/services.ts";
import { bullmqHome, forgetful, type Home, sqliteHome } from "./home.ts";
import { measureMemory } from "./memory.ts";
import { ShiftedClock } from "./shifted-clock.ts";
import { type Calls, visit } from "./visit.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const ages = { "0 s": 0, "1 h": hour, "1 d": day, "6 d": 6 * day, "7 d": 7 * day, "7 d 23 h": 7 * day + 23 * hour };
const afterwards = 8 * day + hour;
const events = { quick: 2_000, short: 20_000, deep: 500_000 } as const;

/** What is sent again while senders repeat has no second effect, and is not remembered for ever. */
export const replay: Proof = {
  name: "replay",
  promise:
    "A webhook that is sent again within 7 days and 23 hours, also to a receiver that was started anew, has no second effect; after 8 days nothing of it is remembered.",
  run,
};

async function run(context: ProofContext): Promise<Figures> {
  const { size, seed, progress } = context;
  const findings = new Findings();
  const webhooks = record(seed);
  const clock = new ShiftedClock();
  clock.start();
  const check = async (where: string, home: Home): Promise<void> => {
    await replayAll(where, home, { webhooks, clock, findings, progress });
    clock.set(0);
  };
  try {
    await check("SQLite", sqliteHome());
    const name = `prove-${randomBytes(6).toString("hex")}`;
    await withRedis(context, (url) => check("Redis", bullmqHome(url, name)));
    await withPostgres(context, (url) => check("Postgres", bullmqHome(url, name)));
    await control(webhooks, clock, findings);
    const memory = await measureMemory(events[size], clock, afterwards);
    findings.count("SQLite: events whose memory was measured", memory.events);
    findings.count("SQLite: bytes of the file per event", memory.bytesPerEvent);
    findings.count("SQLite: of these, digest and time", memory.dataPerEvent);
    findings.count("SQLite: remembered after the purge", memory.rememberedAfterwards);
    findings.hold(memory.dataPerEvent <= 40, `An event needs ${memory.dataPerEvent} bytes to be known by.`);
    findings.hold(memory.rememberedAfterwards === 0, `${memory.rememberedAfterwards} events were not purged.`);
  } finally {
    clock.end();
  }
  return findings.end();
}

interface Replaying {
  readonly webhooks: readonly MetaWebhook[];
  readonly clock: ShiftedClock;
  readonly findings: Findings;
  progress(line: string): void;
}

async function replayAll(where: string, home: Home, { webhooks, clock, findings, progress }: Replaying): Promise<void> {
  const first = await visit(home, webhooks);
  findings.hold(doubled(first) === 0, `${where}: ${doubled(first)} events had several effects at once.`);
  let repeated = 0;
  for (const [age, shift] of Object.entries(ages)) {
    clock.set(shift);
    const calls = await visit(home, webhooks);
    repeated += calls.size;
    findings.hold(calls.size === 0, `${where}: after ${age}, ${calls.size} events had a second effect.`);
    progress(`${where}: ${webhooks.length} webhooks again after ${age}: ${calls.size} second effects`);
  }
  const before = await home.remembered();
  clock.set(afterwards);
  await home.expire(afterwards);
  // Only the last webhook of each visit can still be known then.
  const most = Object.keys(ages).length + 1;
  let after = before;
  await visit(home, [], async () => {
    after = await forgetful(home, most);
  });
  const again = await visit(home, webhooks);
  findings.count(`${where}: events`, first.size);
  findings.count(`${where}: second effects, over ${Object.keys(ages).length} replays`, repeated);
  findings.count(`${where}: events remembered after 7 d 23 h`, before);
  findings.count(`${where}: events remembered after 8 d 1 h`, after);
  findings.count(`${where}: control: effects of a replay after 8 d 1 h`, again.size);
  findings.hold(before >= first.size, `${where}: only ${before} of ${first.size} events were remembered.`);
  findings.hold(after <= most, `${where}: ${after} events are still remembered after 8 days.`);
  findings.hold(
    first.size > 0 && again.size === first.size,
    `${where}: what was forgotten came again ${again.size} times: blind.`,
  );
}

/** Intakes that remember too little. */
async function control(webhooks: readonly MetaWebhook[], clock: ShiftedClock, findings: Findings): Promise<void> {
  const home = { ...sqliteHome(), options: { remember: 1 } };
  await visit(home, webhooks);
  clock.set(6 * day);
  // The memory is looked through when the receiver has been there for a moment.
  await visit(home, [], () => wait(1_000));
  const again = await visit(home, webhooks);
  clock.set(0);
  findings.count("control: a memory of one day, second effects after 6 days", again.size);
  findings.hold(again.size > 0, "A memory of one day had no second effects: the proof is blind.");
}

function record(seed: number): MetaWebhook[] {
  const statuses = (["sent", "delivered", "read"] as const).map((status) =>
    metaWebhook(statusChange(messageStatus(status, { id: "wamid.API", timestamp: "1788300000" }))),
  );
  return [...recordOnboarding({ seed, messages: 600, chunkSize: 10 }).map(({ webhook }) => webhook), ...statuses];
}

const doubled = (calls: Calls): number => [...calls.values()].filter((times) => times > 1).length;
