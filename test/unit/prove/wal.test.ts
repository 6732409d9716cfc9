import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { flip, tear } from "../../../prove/proofs/wal/damage.ts";
import { Copy, findFault } from "../../../prove/proofs/wal/opened.ts";
import { type Recording, record } from "../../../prove/proofs/wal/recording.ts";
import { WalFile } from "../../../prove/proofs/wal/wal-file.ts";
import { Random } from "../../../src/payloads/random.ts";

let folder: string;
let recording: Recording;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wal-test-"));
  recording = await record(folder, 7);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("notes one state for each commit in the WAL, and one for none", () => {
  const file = new WalFile(recording.wal);
  const commits = file.commitsBefore(file.end);
  expect(commits).toBeGreaterThan(50);
  expect(recording.states).toHaveLength(commits + 1);
  expect(file.commitsBefore(0)).toBe(0);
});

it("finds nothing at fault in what is whole, torn or flipped", () => {
  const { wal, states } = recording;
  expect(findFault(new Copy(folder, recording, wal), recording, states.length - 1)).toBeUndefined();
  const random = new Random(7);
  for (const damage of [tear, flip, tear, flip, tear, flip]) {
    const { bytes, commits } = damage(recording, random);
    expect(findFault(new Copy(folder, recording, bytes), recording, commits)).toBeUndefined();
  }
});

it("finds a commit that is missing, one too many, and half of one", () => {
  const { wal, states } = recording;
  const last = states.length - 1;
  const find = (sql: string) => findFault(new Copy(folder, recording, wal), recording, last, (file) => file.exec(sql));
  expect(findFault(new Copy(folder, recording, wal), recording, last - 1)).toContain(`the first ${last} commits`);
  expect(find("DELETE FROM coexistence_webhooks WHERE seq = (SELECT max(seq) FROM coexistence_webhooks)")).toContain(
    "no prefix",
  );
  expect(find("DELETE FROM effects WHERE rowid = (SELECT max(rowid) FROM effects)")).toContain("without its done mark");
  // Not every page of a commit changes what can be read of it, most do.
  const hollow = states.slice(1, 41).flatMap((_, index) => {
    const bytes = new WalFile(wal).withoutPageOf(index + 1, () => 0);
    return bytes === undefined ? [] : [findFault(new Copy(folder, recording, bytes), recording, index + 1)];
  });
  expect(hollow.filter((fault) => fault !== undefined).length).toBeGreaterThan(hollow.length / 2);
});
