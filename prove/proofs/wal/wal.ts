import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { Random } from "../../../src/payloads/random.ts";
import { BrokenPromise, type Figure, type Proof } from "../../proof.ts";
import { runControls } from "./controls.ts";
import { type Damaged, flip, tear } from "./damage.ts";
import { Copy, findFault } from "./opened.ts";
import { type Recording, record } from "./recording.ts";
import { WalFile } from "./wal-file.ts";

const copiesOf = { quick: 50, short: 500, deep: 3_000 } as const;

/** Whatever is left of a WAL, what was committed before the damage is there, and nothing of what came after. */
export const wal: Proof = {
  name: "wal",
  promise:
    "A SQLite intake whose last writes were torn or damaged opens with exactly the commits before the damage: webhooks, effects and done marks, none of them half.",
  run: async ({ size, seed, progress }) => {
    const folder = mkdtempSync(join(tmpdir(), "wal-"));
    progress("records what the intake commits");
    const recording = await record(folder, seed);
    const commits = requireAllCommits(recording);

    const random = new Random(seed);
    const faults: string[] = [];
    const reached = new Set<number>();
    const copies = copiesOf[size];
    for (let number = 1; number <= copies; number++) {
      const damaged: Damaged = number % 2 === 0 ? tear(recording, random) : flip(recording, random);
      const fault = findFault(new Copy(folder, recording, damaged.bytes), recording, damaged.commits);
      if (fault !== undefined) {
        faults.push(`${damaged.kind}: ${fault}`);
        progress(`copy ${number} is at fault: ${damaged.kind}: ${fault}`);
      }
      reached.add(damaged.commits);
      if (number % 100 === 0) progress(`${number} of ${copies} copies opened, ${faults.length} at fault`);
      await pause();
    }

    const controls = runControls(folder, recording, random);
    const figures: Figure[] = [
      { what: "commits in the WAL", value: commits },
      { what: "bytes of the WAL", value: new WalFile(recording.wal).end },
      { what: "torn copies opened", value: Math.floor(copies / 2) },
      { what: "bit-flipped copies opened", value: Math.ceil(copies / 2) },
      { what: "different prefixes among them", value: reached.size },
      { what: "copies that are corrupt, no prefix, or half", value: faults.length },
      ...controls.figures,
    ];
    const broken = [
      ...(faults.length === 0 ? [] : [`${faults.length} of ${copies} copies, the first of them ${faults[0]}.`]),
      ...controls.blind,
    ];
    if (broken.length > 0) throw new BrokenPromise(broken.join(" "), figures);
    return figures;
  },
};

/** Where the states that were noted are not those in the WAL, nothing could be held against anything. */
function requireAllCommits({ wal, states }: Recording): number {
  const file = new WalFile(wal);
  const commits = file.commitsBefore(file.end);
  if (commits === states.length - 1 && commits > 0) return commits;
  throw new Error(`There are ${commits} commits in the WAL, and ${states.length - 1} were noted.`);
}
