import { Random } from "../../../src/payloads/random.ts";
import { Findings } from "../../findings.ts";
import type { Figures, Proof, ProofContext } from "../../proof.ts";
import { disturb } from "./disturb.ts";
import { type Recording, record } from "./recording.ts";
import { arrive, type Outcome } from "./run.ts";

const rounds = { quick: 60, short: 1_000, deep: 10_000 } as const;
// Each opens a database of its own.
const everySqlite = 10;
const dayLength = 24 * 60 * 60 * 1000;

interface Ordered {
  readonly recording: Recording;
  readonly outcome: Outcome;
}

/** In whatever order, how often and in what parts things arrive: what is there in the end is the same. */
export const shuffle: Proof = {
  name: "shuffle",
  promise:
    "An onboarding whose webhooks arrive in any order, one to ten times, split and merged, ends in the same state as one in order.",
  run,
};

async function run({ size, seed, progress }: ProofContext): Promise<Figures> {
  const findings = new Findings();
  const random = new Random(seed);
  const onboardedAt = new Date(Math.floor(Date.now() / dayLength) * dayLength - 40 * dayLength);
  const ordered = await Promise.all(
    (["shared", "declined"] as const).map(async (outcome): Promise<Ordered> => {
      const recording = record(seed, onboardedAt, outcome);
      return { recording, outcome: await arrive({ ...recording, onboardedAt, store: "memory" }) };
    }),
  );
  const statuses = ordered.map(({ outcome }) => outcome.historyStatus).join(" and ");
  findings.hold(statuses === "complete and declined", `In order, the histories end ${statuses}.`);

  const counts = { webhooks: 0, sent: 0, splits: 0, merges: 0, events: 0, repeated: 0 };
  const differ = { synchronization: 0, inbox: 0, careless: 0, inSqlite: 0 };
  for (let round = 0; round < rounds[size]; round++) {
    const { recording, outcome } = ordered[round % 3 === 2 ? 1 : 0] as Ordered;
    const disturbed = disturb(recording.webhooks, random);
    const store = round % everySqlite === 0 ? "sqlite" : "memory";
    const found = await arrive({ ...recording, webhooks: disturbed.webhooks, onboardedAt, store, random });
    if (found.synchronization !== outcome.synchronization) differ.synchronization++;
    if (found.inbox !== outcome.inbox) differ.inbox++;
    if (found.carelessInbox !== outcome.carelessInbox) differ.careless++;
    if (store === "sqlite") differ.inSqlite++;
    counts.webhooks += recording.webhooks.length;
    counts.sent += disturbed.webhooks.length;
    counts.splits += disturbed.splits;
    counts.merges += disturbed.merges;
    counts.events += found.events;
    counts.repeated += found.repeated;
    if ((round + 1) % (rounds[size] / 10) === 0) progress(`${round + 1} shufflings, ${counts.sent} webhooks`);
  }

  const lost = await loseOne(ordered[0] as Ordered, onboardedAt, random);

  findings.count("shufflings", rounds[size]);
  findings.count("of them through SQLite", differ.inSqlite);
  findings.count("webhooks of the onboardings", counts.webhooks);
  findings.count("webhooks that were sent", counts.sent);
  findings.count("split in two", counts.splits);
  findings.count("merged with another", counts.merges);
  findings.count("events that listeners got", counts.events);
  findings.count("events that they got twice", counts.repeated);
  findings.count("synchronizations that ended differently", differ.synchronization);
  findings.count("inboxes that ended differently", differ.inbox);
  findings.count("control: inboxes where the last counts, that ended differently", differ.careless);
  findings.count("control: a lost chunk that shows in both", lost ? "yes" : "no");
  findings.hold(lost, "A lost chunk did not show: the proof is blind.");
  findings.hold(counts.repeated === 0, `${counts.repeated} events reached listeners more than once.`);
  findings.hold(differ.synchronization === 0, `${differ.synchronization} synchronizations ended differently.`);
  findings.hold(differ.inbox === 0, `${differ.inbox} inboxes ended differently.`);
  findings.hold(differ.careless > rounds[size] / 2, "The control noticed too little: the proof is blind.");
  return findings.end();
}

/** The control of what is compared: whether a chunk that never arrives shows in the state and in the inbox. */
async function loseOne({ recording, outcome }: Ordered, onboardedAt: Date, random: Random): Promise<boolean> {
  const lost = recording.webhooks.find((webhook) => JSON.stringify(webhook).includes('"threads"'));
  const rest = recording.webhooks.filter((webhook) => webhook !== lost);
  const { webhooks } = disturb(rest, random);
  const found = await arrive({ ...recording, webhooks, onboardedAt, store: "memory", random });
  return found.synchronization !== outcome.synchronization && found.inbox !== outcome.inbox;
}
