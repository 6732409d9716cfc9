import { Findings } from "../../findings.ts";
import type { Proof, ProofContext, Size } from "../../proof.ts";
import { withPostgres, withRedis } from "../../receivers/services.ts";
import { compare } from "./compare.ts";
import { queueStore } from "./queue-store.ts";
import { type Amount, run } from "./run.ts";
import { answeringFirst, sqliteStore } from "./sqlite-store.ts";
import type { Store } from "./store.ts";

const sizes = {
  quick: {
    sqlite: { webhooks: 1_000, kills: 5, laterKills: 0 },
    redis: { webhooks: 600, kills: 4, laterKills: 1 },
    postgres: { webhooks: 300, kills: 4, laterKills: 1 },
    control: { webhooks: 1_000, kills: 5, laterKills: 0 },
  },
  short: {
    sqlite: { webhooks: 20_000, kills: 50, laterKills: 0 },
    // These take longer to start and to deliver: the same number of kills, over fewer webhooks.
    redis: { webhooks: 12_000, kills: 44, laterKills: 6 },
    postgres: { webhooks: 6_000, kills: 44, laterKills: 6 },
    control: { webhooks: 4_000, kills: 15, laterKills: 0 },
  },
  deep: {
    sqlite: { webhooks: 50_000, kills: 200, laterKills: 0 },
    redis: { webhooks: 50_000, kills: 160, laterKills: 40 },
    postgres: { webhooks: 50_000, kills: 160, laterKills: 40 },
    control: { webhooks: 10_000, kills: 50, laterKills: 0 },
  },
} satisfies Record<Size, Record<string, Amount>>;

// Of so many chats events are delivered at the same time: the default of the intakes.
const concurrency = 32;

/** A receiver that is killed again and again loses nothing that it acknowledged, and does nothing twice in a transaction. */
export const kill: Proof = {
  name: "kill",
  promise:
    "A webhook that was answered 200 is never lost, though its receiver is killed at any moment, and what a listener does in the transaction of its event happens once.",
  run: async (context) => {
    const { sqlite, redis, postgres, control } = sizes[context.size];
    const findings = new Findings();
    await judge(sqliteStore(), sqlite, context, findings);
    await withRedis(context, (url) => judge(queueStore("Redis", url), redis, context, findings));
    await withPostgres(context, (url) => judge(queueStore("Postgres", url), postgres, context, findings));
    await judgeControl(answeringFirst(), control, context, findings);
    return findings.end();
  },
};

async function judge(store: Store, amount: Amount, context: ProofContext, findings: Findings): Promise<void> {
  const { webhooks } = amount;
  const { seed, progress } = context;
  const { sender, killed, killedAtStart, seconds } = await run({ ...amount, store, seed, progress });
  const { lost, repeats, invented, facts } = compare(store.effects(), webhooks, seed);
  const faults = await store.faults();
  await store.close();

  const { name, joins } = store;
  findings.count(`${name}: webhooks acknowledged`, sender.acknowledged);
  findings.count(`${name}: kills`, killed);
  findings.count(`${name}: … of them before it listened`, killedAtStart);
  findings.count(`${name}: requests without an answer, or with 503, made again`, sender.unanswered);
  findings.count(`${name}: acknowledged webhooks sent once more`, sender.repeated);
  findings.count(`${name}: messages and statuses in them`, facts);
  findings.count(`${name}: webhooks acknowledged and lost`, lost);
  findings.hold(lost === 0, `${name}: ${lost} webhooks were acknowledged and lost.`);
  if (joins) {
    findings.count(`${name}: effects doubled, in the transaction`, repeats);
    findings.hold(repeats === 0, `${name}: ${repeats} effects were doubled in the transaction.`);
  } else {
    findings.count(`${name}: events delivered again, of those under way at a kill`, repeats);
    findings.hold(repeats <= killed * concurrency, `${name}: ${repeats} events came again, more than were under way.`);
  }
  findings.count(`${name}: webhooks per second, restarts included`, Math.round(webhooks / seconds));
  findings.hold(invented === 0, `${name}: ${invented} effects are of nothing that was sent.`);
  for (const fault of faults) findings.hold(false, `${name}: ${fault}.`);
}

/** The same run against a receiver with the mistake. Where nothing is missed there, the others prove nothing. */
async function judgeControl(store: Store, amount: Amount, context: ProofContext, findings: Findings): Promise<void> {
  const { webhooks } = amount;
  const { seed, progress } = context;
  const { killed } = await run({ ...amount, store, seed, progress });
  const { lost, repeats } = compare(store.effects(), webhooks, seed);
  await store.close();
  findings.count("control, acknowledges 50 ms before it stores: webhooks acknowledged", webhooks);
  findings.count("control: kills", killed);
  findings.count("control: webhooks acknowledged and lost, which have to be some", lost);
  findings.count("control: effects doubled, outside the transaction, which have to be some", repeats);
  findings.hold(lost > 0, "The control lost nothing, so this proof would not notice a loss.");
  findings.hold(repeats > 0, "The control doubled nothing, so this proof would not notice a doubling.");
}
