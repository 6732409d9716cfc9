import type { Proof } from "../proof.ts";
import { faults } from "./faults/faults.ts";
import { kill } from "./kill/kill.ts";
import { listeners } from "./listeners/listeners.ts";
import { parallel } from "./parallel/parallel.ts";
import { replay } from "./replay/replay.ts";
import { shuffle } from "./shuffle/shuffle.ts";
import { wal } from "./wal/wal.ts";

/** All proofs, in the order in which they are run. */
export const proofs: readonly Proof[] = [kill, wal, shuffle, parallel, replay, listeners, faults];
