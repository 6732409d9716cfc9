import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import type { Proof, Size } from "../proof.ts";

/** What was asked for. */
export interface Wanted {
  readonly proofs: readonly Proof[];
  readonly size: Size;
  readonly seed: number;
  /** Whether the table goes into docs/proof.md. */
  readonly isWritten: boolean;
}

/** Reads the command line. Undefined where it cannot be understood. */
export function readArguments(args: readonly string[], proofs: readonly Proof[]): Wanted | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean" },
        deep: { type: "boolean" },
        write: { type: "boolean" },
        seed: { type: "string" },
      },
      allowPositionals: true,
    });
    const { quick = false, deep = false, write = false, seed = String(randomInt(1, 1_000_000)) } = values;
    if (quick && deep) return undefined;
    if (!/^\d{1,9}$/.test(seed)) return undefined;
    if (positionals.some((name) => proofs.every((proof) => proof.name !== name))) return undefined;
    return {
      proofs: proofs.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
      size: deep ? "deep" : quick ? "quick" : "short",
      seed: Number(seed),
      isWritten: write,
    };
  } catch {
    return undefined;
  }
}

/** How it is used. */
export function usage(proofs: readonly Proof[]): string {
  return `npm run prove -- [${proofs.map(({ name }) => name).join("] [")}] [--quick | --deep] [--seed <number>] [--write]`;
}
