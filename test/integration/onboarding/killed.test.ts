import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Settlement } from "../../../src/client/index.ts";
import { callUntilItEnds, clientAt, type Ending } from "./caller.ts";
import { createFolder, FileStore } from "./file-store.ts";
import type { Task } from "./program.ts";
import { chooseSeed, doAll, findViolations, oneShotCalls, patience, type Run, randomFrom } from "./rehearsal.ts";
import { type Scene, type Simulator, startSimulator } from "./simulator.ts";

const folder = createFolder();
const program = join(folder, "program.mjs");
const atOnce = 3;
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
  const entryPoints = [join(import.meta.dirname, "program.ts")];
  await build({ entryPoints, outfile: program, bundle: true, platform: "node", format: "esm", logLevel: "silent" });
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

/** An onboarding with its own provider and its own store. */
function open(name: string): { scene: Scene; store: FileStore; task: Task; name: string } {
  const scene = simulator.open(name);
  const baseUrl = `http://127.0.0.1:${simulator.port}/${name}`;
  const task = { baseUrl, folder: join(folder, name), code: scene.code };
  return { scene, store: new FileStore(task.folder), task, name };
}

interface Process {
  readonly child: ChildProcess;
  /** What it said at its end, or the signal that ended it. */
  readonly ending: Promise<Ending | NodeJS.Signals | null>;
}

function start(task: Task): Process {
  const child = fork(program, [JSON.stringify(task)], { execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  let said: Ending | null = null;
  child.on("message", (message) => {
    said = message as Ending;
  });
  const ending = once(child, "exit").then(([, signal]) => (signal as NodeJS.Signals | null) ?? said);
  return { child, ending };
}

const saves = Array.from({ length: 7 }, (_, index) => index + 1);
const requests = Array.from({ length: 9 }, (_, index) => index);
const deaths = [
  ...saves.flatMap((at) =>
    (["before", "after"] as const).map((moment) => ({ words: `${moment} save ${at}`, at, moment })),
  ),
  ...requests.flatMap((at) => [
    { words: `when request ${at + 1} had arrived`, at, moment: "arrived" as const },
    { words: `when the work of request ${at + 1} was done`, at, moment: "worked" as const },
  ]),
];

describe("a process that is killed", () => {
  const results: { first: unknown; second: unknown; onboarding: ReturnType<typeof open> }[] = [];

  beforeAll(async () => {
    await doAll(deaths.length, atOnce, async (index) => {
      const { at, moment } = deaths[index] as (typeof deaths)[number];
      const onboarding = open(`killed-${index}`);
      const { scene, task } = onboarding;
      const death = moment === "before" || moment === "after" ? { save: at, moment } : undefined;
      const process = start({ ...task, death });
      scene.watch = (now, request) => {
        if (now !== moment || request !== at) return;
        process.child.kill("SIGKILL");
        throw new Error("Nobody is there to be answered.");
      };
      const first = await process.ending;
      delete scene.watch;
      results[index] = { onboarding, first, second: await start(task).ending };
    });
  }, patience);

  it.each(deaths.map(({ words }, index) => [words, index] as const))("%s is taken up by another", async (_, index) => {
    const { first, second, onboarding } = results[index] as (typeof results)[number];
    const { scene, store, name, task } = onboarding;
    expect(first).toBe("SIGKILL");
    expect(findViolations({ scene, store, name, faults: [] as string[] } as Run)).toEqual([]);

    const state = store.load();
    const unknown = oneShotCalls.filter((call) => state?.[call].status === "sent");
    expect(second).toBe(unknown.length > 0 ? "outcome_unknown" : "done");
    if (unknown.includes("codeExchange")) return;

    const settle = Object.fromEntries(unknown.map((call) => [call, settlementOf(scene, call)]));
    const meta = clientAt(task.baseUrl, 30_000);
    expect((await callUntilItEnds({ meta, store, code: scene.code, settle })).ending).toBe("done");
    expect(scene.seen).toEqual({ codeExchange: 1, contacts: 1, history: 1 });
  });

  it("knows nothing certain only after a call that can be made once", () => {
    const endings = new Map<unknown, number>();
    for (const { second } of results) endings.set(second, (endings.get(second) ?? 0) + 1);
    // Two saves and two requests of each of the three calls: announced, arrived, worked, and not noted.
    expect(endings).toEqual(
      new Map([
        ["done", 20],
        ["outcome_unknown", 12],
      ]),
    );
  });
});

function settlementOf(scene: Scene, call: (typeof oneShotCalls)[number]): Settlement {
  return scene.seen[call] > 0 ? "done" : "repeat";
}

describe("two processes at once", () => {
  const results: { endings: unknown[]; last: unknown; onboarding: ReturnType<typeof open> }[] = [];

  beforeAll(async () => {
    const random = randomFrom(chooseSeed());
    await doAll(8, 2, async (index) => {
      const onboarding = open(`two-${index}`);
      const { scene, task } = onboarding;
      const processes = [start(task), start(task)];
      // In half of the cases one of them dies on the way.
      const at = index % 2 === 0 ? Math.floor(random() * 9) : -1;
      scene.watch = (_, request) => {
        if (request === at) processes[0]?.child.kill("SIGKILL");
      };
      const endings = await Promise.all(processes.map(({ ending }) => ending));
      delete scene.watch;
      results.push({ onboarding, endings, last: await start(task).ending });
    });
  }, patience);

  it("never make the provider see a one-shot call twice, nor take a lost one for done", () => {
    for (const { onboarding } of results) {
      const { scene, store, name } = onboarding;
      expect(findViolations({ scene, store, name, faults: [] as string[] } as Run)).toEqual([]);
    }
  });

  it("end in being done, in not knowing, in a conflict, or by being killed", () => {
    const allowed = ["done", "outcome_unknown", "onboarding_conflict", "SIGKILL"];
    for (const { endings } of results) for (const ending of endings) expect(allowed).toContain(ending);
  });

  it("leave something that a third can end", () => {
    for (const { last } of results) expect(["done", "outcome_unknown"]).toContain(last);
  });
});
