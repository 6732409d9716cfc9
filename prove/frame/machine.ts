import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import type { Size } from "../proof.ts";

/** What is to be said of a run, in lines of a name and a value. */
export type Machine = readonly (readonly [string, string])[];

/** Says with what the figures were counted. */
export function describeMachine({ size, seed }: { size: Size; seed: number }): Machine {
  return [
    ["date", new Date().toISOString().slice(0, 10)],
    ["commit", describeCommit()],
    ["size", size],
    ["seed", String(seed)],
    ["processor", `${availableParallelism()} × ${cpus()[0]?.model.trim() || process.arch}`],
    ["memory", `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ["system", `${type()} ${release()}`],
    ["Node", process.versions.node],
  ];
}

function describeCommit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    // The page with the figures is what a run changes itself.
    const changes = git("status", "--porcelain", "--", ".", ":!docs/proof.md");
    return `${git("rev-parse", "--short", "HEAD")}${changes === "" ? "" : ", with changes"}`;
  } catch {
    return "unknown";
  }
}
