import type { Random } from "../../../src/payloads/random.ts";
import type { Recording } from "./recording.ts";
import { WalFile } from "./wal-file.ts";

/** A WAL as a crash or a disk may leave it. */
export interface Damaged {
  readonly kind: "torn" | "flipped";
  readonly bytes: Buffer;
  /** How many commits are whole before the damage: so many have to be there, and nothing of any other. */
  readonly commits: number;
}

/** What stands behind the place where writing stopped: nothing, room that was set aside, or what was there before. */
const remains = ["nothing", "zeros", "older"] as const;

/** Tears the WAL off at a random place. */
export function tear({ wal, older }: Recording, random: Random): Damaged {
  const offset = random.below(new WalFile(wal).end + 1);
  const written = Buffer.from(wal.subarray(0, offset));
  const remain = random.pick(remains);
  const room = Buffer.alloc(wal.length - offset);
  if (remain === "older") older.subarray(offset).copy(room);
  return describe("torn", remain === "nothing" ? written : Buffer.concat([written, room]), wal);
}

/** Turns over one or more bits of one byte. With more than that SQLite's checksums can fit again, though it is rare. */
export function flip({ wal }: Recording, random: Random): Damaged {
  const bytes = Buffer.from(wal);
  const place = random.below(new WalFile(wal).end);
  bytes[place] = (bytes[place] ?? 0) ^ (1 + random.below(255));
  return describe("flipped", bytes, wal);
}

/** What was torn off may have been the same as what is there instead: the damage begins where a byte is another. */
function describe(kind: Damaged["kind"], bytes: Buffer, wal: Buffer): Damaged {
  let first = 0;
  while (first < bytes.length && bytes[first] === wal[first]) first++;
  return { kind, bytes, commits: new WalFile(wal).commitsBefore(first) };
}
