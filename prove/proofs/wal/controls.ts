import type { Random } from "../../../src/payloads/random.ts";
import type { SqliteDatabase } from "../../../src/sqlite/index.ts";
import type { Figure } from "../../proof.ts";
import { Copy, findFault } from "./opened.ts";
import type { Recording } from "./recording.ts";
import { WalFile } from "./wal-file.ts";

/** What a store could do that does not keep the promise: something of a commit is missing, or is there twice. */
const changes: Readonly<Record<string, string>> = {
  "an effect is missing": "DELETE FROM effects WHERE rowid = (SELECT rowid FROM effects ORDER BY random() LIMIT 1)",
  "an effect is doubled": "INSERT INTO effects SELECT * FROM effects ORDER BY random() LIMIT 1",
  "a done mark is missing":
    "DELETE FROM coexistence_done WHERE id = (SELECT id FROM coexistence_done ORDER BY random() LIMIT 1)",
  "a webhook is missing":
    "DELETE FROM coexistence_webhooks WHERE seq = (SELECT seq FROM coexistence_webhooks ORDER BY random() LIMIT 1)",
};

const times = 10;
const holes = 50;

/** Databases that are at fault, which the proof has to notice. */
export function runControls(folder: string, recording: Recording, random: Random) {
  const findIn = (wal: Buffer, commits: number, change?: (database: SqliteDatabase) => void): string | undefined =>
    findFault(new Copy(folder, recording, wal), recording, commits, change);
  const find = (change?: (database: SqliteDatabase) => void): string | undefined =>
    findIn(recording.wal, recording.states.length - 1, change);

  const untouched = find();
  const missed = Object.entries(changes).filter(([, sql]) =>
    Array.from({ length: times }, () => find((database) => void database.exec(sql))).includes(undefined),
  );
  let noticed = 0;
  for (let made = 0; made < holes; ) {
    const commit = 1 + random.below(recording.states.length - 1);
    const wal = new WalFile(recording.wal).withoutPageOf(commit, (pages) => random.below(pages));
    if (wal === undefined) continue;
    made++;
    if (findIn(wal, commit) !== undefined) noticed++;
  }

  const figures: Figure[] = [
    {
      what: "control: databases with a row taken out or added, noticed",
      value: `${Object.keys(changes).length - missed.length} of ${Object.keys(changes).length} kinds`,
    },
    {
      what: "control: commits without one of their pages, noticed (has to be most)",
      value: `${noticed} of ${holes}`,
    },
  ];
  const blind = [
    ...(untouched === undefined ? [] : [`A copy without any damage: ${untouched}.`]),
    ...missed.map(([what]) => `This proof does not notice that ${what}.`),
    ...(noticed > holes / 2 ? [] : [`This proof notices ${noticed} of ${holes} commits without one of their pages.`]),
  ];
  return { figures, blind };
}
