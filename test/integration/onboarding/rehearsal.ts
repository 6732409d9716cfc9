// Runs many onboardings through a proxy that breaks some of their calls, and looks at what the provider saw.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Fault, type FaultProxy, faults, startFaultProxy } from "../../servers/fault-proxy.ts";
import { clientAt, type Store } from "./caller.ts";
import { createFolder, FileStore } from "./file-store.ts";
import { type OneShotCall, type Scene, type Simulator, startSimulator } from "./simulator.ts";

export const oneShotCalls = ["codeExchange", "contacts", "history"] as const satisfies OneShotCall[];

/** Milliseconds for a thousand runs on a machine that is busy with something else. It only ends what hangs. */
export const patience = 300_000;

/** One onboarding with its faults. */
export interface Run {
  readonly name: string;
  readonly scene: Scene;
  readonly store: FileStore;
  /** The store as a caller sees it, who may not reach it. */
  readonly faultyStore: Store;
  readonly meta: ReturnType<typeof clientAt>;
  /** The same, with all the time there is. */
  readonly patientMeta: ReturnType<typeof clientAt>;
  readonly random: () => number;
  /** What went wrong, in order. */
  readonly faults: string[];
}

const fast = faults.filter((name) => !/silence|stuck/.test(name));
const slow = faults.filter((name) => /silence|stuck/.test(name));

// Long enough for a machine that is busy. Where it is not, a call that is cut off is a fault like any other.
const timeout = 500;

export class Rehearsal {
  readonly #seed: number;
  readonly #simulator: Simulator;
  readonly #proxy: FaultProxy;
  readonly #folder = createFolder();
  readonly #plans: Map<string, () => Fault>;

  private constructor(seed: number, simulator: Simulator, proxy: FaultProxy, plans: Map<string, () => Fault>) {
    this.#seed = seed;
    this.#simulator = simulator;
    this.#proxy = proxy;
    this.#plans = plans;
  }

  static async open(seed: number): Promise<Rehearsal> {
    const plans = new Map<string, () => Fault>();
    const simulator = await startSimulator();
    const proxy = await startFaultProxy(simulator.port, (firstLine) => {
      const name = firstLine.split("/")[1] ?? "";
      return plans.get(name)?.() ?? "none";
    });
    return new Rehearsal(seed, simulator, proxy, plans);
  }

  /** Sets up one onboarding. Its faults follow from the seed and its number. */
  prepare(number: number, label = "run"): Run {
    const name = `${label}-${number}`;
    const random = randomFrom(this.#seed + number * 7919);
    const log: string[] = [];
    const scene = this.#simulator.open(name, chooseWorld(random));
    const plan = planFaults(random);
    this.#plans.set(name, () => {
      const fault = plan();
      if (fault !== "none") log.push(fault);
      return fault;
    });
    const store = new FileStore(join(this.#folder, name));
    return {
      name: `${name} with seed ${this.#seed}`,
      scene,
      store,
      faultyStore: breakSometimes(store, random, log),
      meta: clientAt(`http://127.0.0.1:${this.#proxy.port}/${name}`, timeout),
      patientMeta: clientAt(`http://127.0.0.1:${this.#simulator.port}/${name}`, 30_000),
      random,
      faults: log,
    };
  }

  async close(): Promise<void> {
    await this.#proxy.close();
    await this.#simulator.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** What must not be, about one run. */
export function findViolations({ scene, store, name, faults: log }: Run): string[] {
  const state = store.load();
  const found: string[] = [];
  for (const call of oneShotCalls) {
    if (scene.seen[call] > 1) found.push(`the provider saw ${call} ${scene.seen[call]} times`);
    const claimed = state?.[call].status;
    if ((claimed === "done" || claimed === "already_done") && scene.seen[call] === 0) {
      found.push(`${call} was lost, and the state says ${claimed}`);
    }
    if ((claimed === undefined || claimed === "open") && scene.seen[call] > 0) {
      found.push(`${call} was carried out, and the state says ${claimed}`);
    }
  }
  return found.map((violation) => `${name}: ${violation}, after ${log.join(", ")}`);
}

/** Does a number of things, some at a time. */
export async function doAll(count: number, atOnce: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Random where somebody looks at the result, the same each time where nobody does. */
export function chooseSeed(): number {
  return process.env["CI"] ? 20_261_123 : Date.now() % 1e9;
}

/** Numbers from 0 to 1 that follow from the seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** One to three faults. An onboarding has seven calls at least, so that the first of them always happens. */
function planFaults(random: () => number): () => Fault {
  const planned = new Map<number, Fault>();
  let position = Math.floor(random() * 7);
  do {
    planned.set(position, pick(random() < 0.1 ? slow : fast, random));
    position += 1 + Math.floor(random() * 8);
  } while (planned.size < 3 && random() < 0.4);
  let calls = 0;
  return () => planned.get(calls++) ?? "none";
}

/** Some accounts have the app already, some the synchronization too. */
function chooseWorld(random: () => number): Partial<Scene["world"]> {
  const isSubscribed = random() < 0.6;
  const isSynchronized = random() < 0.05;
  return {
    subscribedApps: new Map(isSubscribed ? [["600000000000006", undefined]] : []),
    synchronized: new Set(isSynchronized ? ["200000000000002/history"] : []),
  };
}

/** A store whose answer is lost at times, before or after it did its work. */
function breakSometimes(store: FileStore, random: () => number, log: string[]): Store {
  return {
    load: () => store.load(),
    async save(state) {
      // Where several callers are at work, another may come in between.
      await new Promise(setImmediate);
      const luck = random();
      if (luck < 0.02) {
        log.push("store away before");
        throw new Error("The database is away.");
      }
      const isSaved = store.save(state);
      if (luck < 0.04) {
        log.push("store away after");
        throw new Error("The database is away.");
      }
      return isSaved;
    },
  };
}
