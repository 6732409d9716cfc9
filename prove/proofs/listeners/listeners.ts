import { Findings } from "../../findings.ts";
import type { Figures, Proof, ProofContext } from "../../proof.ts";
import { blockLength } from "../../receivers/poison.ts";
import { type Kind, percentile99, percentile99OfAll, ratioOf } from "./kinds.ts";
import { type Measured, measure } from "./measure.ts";

const blocks = { quick: 2, short: 5, deep: 50 } as const;
const controlBlocks = 2;
const allowed = 1.2;

/** A broken listener hurts nobody else. */
export const listeners: Proof = {
  name: "listeners",
  promise: `With 1 % of listeners throwing, 1 % hanging, and 0.1 % blocking their process for ${blockLength} ms while another one answers, all other events are delivered, the poison lies among the dead letters, and 99 % of acknowledgements come within 20 % of their time without.`,
  run,
};

async function run({ size, seed, progress }: ProofContext): Promise<Figures> {
  const findings = new Findings();

  const alone = await measure({
    store: "sqlite",
    isApart: false,
    kinds: ["quiet", "failing", "blocking", "quietAgain"],
    blocks: blocks[size],
    limit: { kind: "failing", ratio: allowed },
    seed,
  });
  keep("one process, 1 % throwing and 1 % hanging", alone, "failing");
  tell("control: one process, and 0.1 % blocking it", alone, "blocking");
  const isSeen = ratioOf("blocking", alone.times) > allowed;
  findings.hold(isSeen, "A process that is blocked did not show: the proof is blind.");

  const apart = await measure({
    store: "sqlite",
    isApart: true,
    kinds: ["quiet", "blocking", "quietAgain"],
    blocks: blocks[size],
    limit: { kind: "blocking", ratio: allowed },
    seed,
  });
  keep("one process answers, one delivers, and 0.1 % block that", apart, "blocking");

  const memory = await measure({
    store: "memory",
    isApart: false,
    kinds: ["quiet", "failing", "quietAgain"],
    blocks: controlBlocks,
    seed,
  });
  tell("control: in memory, where listeners are waited for", memory, "failing");
  const isWaitSeen = ratioOf("failing", memory.times) > allowed;
  findings.hold(isWaitSeen, "An intake that waits for its listeners did not show: the proof is blind.");
  return findings.end();

  function tell(where: string, { times }: Measured, kind: Kind): void {
    const [without, again] = [percentile99(times.quiet), percentile99(times.quietAgain)];
    const ofAll = [times.quiet, times.quietAgain, times[kind]].map(percentile99OfAll);
    progress(`${where}: p99 ${percentile99(times[kind]).toFixed(1)} ms, without ${without.toFixed(1)} ms`);
    findings.count(`${where}: blocks of each kind`, times[kind].length);
    findings.count(`${where}: p99 without poison, ms`, `${without.toFixed(1)} and ${again.toFixed(1)}`);
    findings.count(`${where}: p99 with poison, ms`, percentile99(times[kind]).toFixed(1));
    findings.count(`${where}: ratio`, ratioOf(kind, times).toFixed(2));
    findings.count(
      `${where}: p99 of all blocks together, without, without, with`,
      ofAll.map((time) => time.toFixed(1)).join(", "),
    );
  }

  function keep(where: string, found: Measured, kind: Kind): void {
    tell(where, found, kind);
    const { sound, soundNotDelivered, soundDeliveredTwice, poison, letters } = found;
    const ratio = ratioOf(kind, found.times);
    findings.count(`${where}: acknowledgements`, found.acknowledgements);
    findings.count(`${where}: other events delivered`, `${sound - soundNotDelivered} of ${sound}`);
    findings.count(`${where}: poison among the dead letters, with its reason`, `${letters.right} of ${poison}`);
    findings.hold(found.notAcknowledged === 0, `${where}: ${found.notAcknowledged} webhooks were not answered 200.`);
    findings.hold(soundNotDelivered === 0, `${where}: ${soundNotDelivered} other events were not delivered.`);
    findings.hold(soundDeliveredTwice === 0, `${where}: ${soundDeliveredTwice} other events were delivered twice.`);
    findings.hold(
      letters.right === poison && letters.wrong === 0,
      `${where}: ${letters.right} of ${poison} poisoned events are dead letters, and ${letters.wrong} that ought not to be.`,
    );
    findings.hold(found.allAlive, `${where}: a process ended.`);
    findings.hold(ratio <= allowed, `${where}: p99 is ${ratio.toFixed(2)} times that without poison.`);
  }
}
