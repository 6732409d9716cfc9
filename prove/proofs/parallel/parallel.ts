import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Random } from "../../../src/payloads/random.ts";
import { Findings } from "../../findings.ts";
import type { Figures, Proof, ProofContext } from "../../proof.ts";
import { withPostgres, withRedis } from "../../receivers/services.ts";
import type { Store } from "../../receivers/settings.ts";
import { TellingReceiver } from "../../receivers/telling-receiver.ts";
import { idOf, numberedWebhook } from "../../sending/numbered.ts";
import { pack, Sender } from "../../sending/sender.ts";

const rounds = { quick: 10, short: 100, deep: 1_000 } as const;
const controlRounds = 5;
const processes = 4;
const copies = 64;
const patience = 60_000;
// Long enough for an effect that would be one too many.
const quiet = 2_000;

/** The same webhook, sent many times at once to several processes. */
export const parallel: Proof = {
  name: "parallel",
  promise: `The same webhook, ${copies} times at once to ${processes} processes, has one effect.`,
  run,
};

interface Outcome {
  readonly answers: ReadonlyMap<string, number>;
  /** How many of the messages had none, one, or more effects. */
  readonly none: number;
  readonly one: number;
  readonly more: number;
}

async function run(context: ProofContext): Promise<Figures> {
  const findings = new Findings();
  const name = `prove-${randomBytes(6).toString("hex")}`;
  const check = async (where: string, store: Store): Promise<void> => {
    const count = rounds[context.size];
    const { answers, none, one, more } = await send(store, count, context);
    const printed = [...answers].map(([status, times]) => `${times} × ${status}`).join(", ");
    context.progress(`${where}: ${count} rounds, ${printed}, ${one} of them with one effect`);
    findings.count(`${where}: answers`, printed);
    findings.count(`${where}: messages with exactly one effect, of ${count}`, one);
    findings.count(`${where}: messages with several effects`, more);
    findings.hold(one === count, `${where}: ${none} messages had no effect and ${more} several.`);
    findings.hold(answers.get("200") === count * copies, `${where}: not all were answered 200 (${printed}).`);
  };
  const path = join(mkdtempSync(join(tmpdir(), "parallel-")), "coexistence.db");
  await check("SQLite", { kind: "sqlite", path });
  await withRedis(context, (url) => check("Redis", { kind: "bullmq", url, name }));
  await withPostgres(context, (url) => check("Postgres", { kind: "bullmq", url, name }));

  const control = await send({ kind: "memory" }, controlRounds, context);
  findings.count(`control: in memory, messages with several effects, of ${controlRounds}`, control.more);
  findings.hold(control.more === controlRounds, "The control had no double effects: the proof is blind.");
  return findings.end();
}

async function send(store: Store, count: number, { seed }: ProofContext): Promise<Outcome> {
  const appSecret = randomBytes(16).toString("hex");
  const random = new Random(seed);
  const effects = new Map<string, number>();
  const answers = new Map<string, number>();
  const onDone = (id: string): void => void effects.set(id, (effects.get(id) ?? 0) + 1);
  const start = (): Promise<TellingReceiver> => TellingReceiver.start({ appSecret, store }, onDone);
  const receivers = await Promise.all(Array.from({ length: processes }, start));
  const sender = new Sender();
  for (let round = 0; round < count; round++) {
    const parcel = pack(numberedWebhook(round), appSecret);
    const first = random.below(processes);
    const sent = Array.from({ length: copies }, async (_, copy) => {
      const receiver = receivers[(first + copy) % processes] as TellingReceiver;
      const { status } = await sender.send(receiver.port, parcel);
      answers.set(String(status), (answers.get(String(status)) ?? 0) + 1);
    });
    await Promise.all(sent);
  }
  const end = performance.now() + patience;
  while (effects.size < count && performance.now() < end) await wait(50);
  await wait(quiet);
  await Promise.all(receivers.map((receiver) => receiver.stop()));
  sender.close();
  const times = Array.from({ length: count }, (_, round) => effects.get(idOf(round)) ?? 0);
  const having = (test: (time: number) => boolean): number => times.filter(test).length;
  return { answers, none: having((n) => n === 0), one: having((n) => n === 1), more: having((n) => n > 1) };
}
