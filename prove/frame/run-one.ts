// Runs one proof for the frame, which started this process and hears of it what comes out.
import { BrokenPromise, type Size } from "../proof.ts";
import { proofs } from "../proofs/index.ts";
import type { Said } from "./result.ts";

const [, , name, size, seed] = process.argv;
const say = (said: Said): Promise<void> => new Promise((resolve) => process.send?.(said, () => resolve()));

// The one that asked is gone.
process.once("disconnect", () => process.exit(1));

const proof = proofs.find((one) => one.name === name);
try {
  if (proof === undefined) throw new Error(`There is no proof ${name}.`);
  const figures = await proof.run({
    size: size as Size,
    seed: Number(seed),
    progress: (line) => void say({ kind: "progress", line }),
    leaveOut: (line) => {
      if (process.env["REQUIRE_SERVICES"]) throw new Error(`REQUIRE_SERVICES is set. ${line}`);
      void say({ kind: "leftOut", line });
    },
  });
  await say({ kind: "held", figures });
} catch (error) {
  const figures = error instanceof BrokenPromise ? error.figures : [];
  await say({ kind: "broken", figures, failure: describe(error) });
}
process.exit(0);

/** What a promise that does not hold says of itself is enough. Where the proof itself is broken, one wants to know where. */
function describe(error: unknown): string {
  if (error instanceof BrokenPromise) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
