import { existsSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { ProofProcess } from "../../../prove/frame/proof-process.ts";

const proof = { name: "example", promise: "It holds." };

function start(program: string, lines: string[] = []): ProofProcess {
  return new ProofProcess(proof, {
    size: "short",
    seed: 1,
    print: (line) => lines.push(line.replace(/^ *\d+ s {2}/, "")),
    program: new URL(`programs/${program}.ts`, import.meta.url),
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it("hands out what a proof counted, and what it left out", async () => {
  const lines: string[] = [];
  const result = await start("holds", lines).result;
  expect(result).toMatchObject({ proof, figures: [{ what: "size", value: "short" }], leftOut: ["the other half"] });
  expect(result.failure).toBeUndefined();
  expect(lines).toEqual(["half of it", "Left out: the other half"]);
});

it("takes a proof that ends without a word for one that does not hold", async () => {
  expect(await start("ends").result).toMatchObject({ failure: "Its process ended before it was done.", figures: [] });
});

it("ends a proof with all that it has started, and removes what it has written", async () => {
  const lines: string[] = [];
  const process = start("hangs", lines);
  await vi.waitFor(() => expect(lines).toHaveLength(1), 30_000);
  const { folder, pid } = JSON.parse(lines[0] ?? "{}") as { folder: string; pid: number };
  expect([existsSync(folder), isAlive(pid)]).toEqual([true, true]);
  await process.end();
  const { failure } = await process.result;
  expect(failure).toBeDefined();
  await vi.waitFor(() => expect([existsSync(folder), isAlive(pid)]).toEqual([false, false]), 10_000);
});
