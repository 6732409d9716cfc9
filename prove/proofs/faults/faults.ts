import { Findings } from "../../findings.ts";
import type { Figures, Proof, ProofContext } from "../../proof.ts";
import { stoppablePostgres, stoppableRedis } from "../../receivers/services.ts";
import { answerFirst } from "./answer-first.ts";
import { type Endured, endure } from "./endure.ts";
import { fullDisk } from "./full-disk.ts";
import { stoppedServer } from "./server-troubles.ts";
import { faultyCalls, lockedFile } from "./sqlite-troubles.ts";
import type { Trouble } from "./trouble.ts";

const lengths = { quick: 2_000, short: 6_000, deep: 60_000 } as const;
const recovery = 5_000;

/** Trouble with the store is never hidden. */
export const faults: Proof = {
  name: "faults",
  promise:
    "While a store fails, is full or away, nothing is acknowledged that is not kept, and 5 seconds after it is back all goes on, without a restart.",
  run,
};

async function run(context: ProofContext): Promise<Figures> {
  const { size, seed, progress } = context;
  const findings = new Findings();
  const milliseconds = lengths[size];

  const faulty = faultyCalls(seed);
  await check("SQLite, 30 % of all calls fail", faulty);
  findings.count(
    "SQLite, 30 % of all calls fail: calls that failed",
    `${faulty.database.faults} of ${faulty.database.calls}`,
  );
  const disk = fullDisk();
  await check(`SQLite, full disk (${disk.how})`, disk);
  await check("SQLite, locked by another process", lockedFile());
  const redis = await stoppableRedis(context);
  if (redis !== undefined) {
    await check("Redis, stopped", stoppedServer(redis, "stop"));
    await check("Redis, killed", stoppedServer(redis, "kill"));
    await redis.remove();
  }
  const postgres = await stoppablePostgres(context);
  if (postgres !== undefined) {
    await check("Postgres, stopped", stoppedServer(postgres, "stop"));
    await check("Postgres, killed", stoppedServer(postgres, "kill"));
    await postgres.remove();
  }

  const control = faultyCalls(seed);
  const { lost } = await endure({ ...control, intake: answerFirst(control.intake) }, milliseconds, 5_000);
  findings.count("control: answers before it stores, 30 % of all calls fail: acknowledged and never delivered", lost);
  findings.hold(lost > 0, "An intake that answers before it stores lost nothing: the proof is blind.");
  return findings.end();

  async function check(where: string, trouble: Trouble): Promise<void> {
    const found = await endure(trouble, milliseconds);
    progress(
      `${where}: ${found.refusedMeanwhile} × 503, ${found.lost} never delivered, back after ${seconds(found)} s`,
    );
    findings.count(`${where}: webhooks`, found.sent);
    findings.count(`${where}: meanwhile 200, 503`, `${found.acknowledgedMeanwhile}, ${found.refusedMeanwhile}`);
    findings.count(`${where}: acknowledged and never delivered`, found.lost);
    if (found.doubled !== undefined) {
      findings.count(`${where}: doubled effects in the transaction`, found.doubled);
      findings.hold(found.doubled === 0, `${where}: ${found.doubled} effects in the transaction were doubled.`);
    }
    findings.count(`${where}: acknowledges again, delivers again after, s`, seconds(found));
    findings.hold(found.lost === 0, `${where}: ${found.lost} acknowledged webhooks were never delivered.`);
    findings.hold(
      found.neverAcknowledged === 0,
      `${where}: ${found.neverAcknowledged} webhooks were refused for good.`,
    );
    findings.hold(found.refusedMeanwhile > 0, `${where}: nothing was refused, so nothing was seen.`);
    findings.hold(found.strange === 0, `${where}: ${found.strange} answers were neither 200 nor 503.`);
    if (trouble.isTotal) {
      const count = found.acknowledgedMeanwhile;
      findings.hold(count === 0, `${where}: ${count} webhooks were acknowledged while nothing could be stored.`);
    }
    findings.hold(found.acknowledgesAfter <= recovery, `${where}: acknowledges only after ${seconds(found)} s.`);
    findings.hold(found.deliversAfter <= recovery, `${where}: delivers only after ${seconds(found)} s.`);
  }
}

const seconds = ({ acknowledgesAfter, deliversAfter }: Endured): string =>
  [acknowledgesAfter, deliversAfter].map((time) => (time / 1_000).toFixed(1)).join(", ");
