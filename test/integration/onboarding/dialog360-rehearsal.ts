// Onboards many channels at 360dialog through a proxy that breaks some of the calls, and looks at what the hub saw.
import { createDialog360StandIn, type Dialog360StandIn } from "../../../examples/stand-in/dialog360.ts";
import {
  type Dialog360OnboardingState,
  Dialog360PartnerClient,
  isCoexistenceError,
  type OnboardDialog360Options,
  onboardDialog360,
  StateNotSavedError,
} from "../../../src/client/index.ts";
import { type Dialog360Server, startDialog360Server } from "../../servers/dialog360-server.ts";
import { type Fault, type FaultProxy, faults, startFaultProxy } from "../../servers/fault-proxy.ts";
import { randomFrom } from "./rehearsal.ts";

/** How an onboarding ends for whoever called it. */
export type Ending = "done" | "outcome_unknown" | "onboarding_conflict";

export const shots = ["keyMinting", "contacts", "history"] as const;
type Shot = (typeof shots)[number];

/** One onboarding with its faults. */
export interface Run {
  readonly name: string;
  readonly standIn: Dialog360StandIn;
  readonly random: () => number;
  /** What went wrong, in order. */
  readonly faults: string[];
  /** What is stored, as a database keeps it. */
  stored?: Dialog360OnboardingState;
  /** The address of everything that calls are made to, with faults on the way or without. */
  readonly urls: { readonly faulty: string; readonly patient: string };
}

// Long enough for a machine that is busy. Where it is not, a call that is cut off is a fault like any other.
const timeout = 500;
const mostCalls = 50;

export class Dialog360Rehearsal {
  readonly #seed: number;
  readonly #standIns: Map<string, Dialog360StandIn>;
  readonly #plans: Map<string, (firstLine: string) => Fault>;
  readonly #server: Dialog360Server;
  readonly #proxy: FaultProxy;

  private constructor(
    seed: number,
    server: Dialog360Server,
    proxy: FaultProxy,
    standIns: Map<string, Dialog360StandIn>,
    plans: Map<string, (firstLine: string) => Fault>,
  ) {
    this.#seed = seed;
    this.#server = server;
    this.#proxy = proxy;
    this.#standIns = standIns;
    this.#plans = plans;
  }

  static async open(seed: number): Promise<Dialog360Rehearsal> {
    const standIns = new Map<string, Dialog360StandIn>();
    const plans = new Map<string, (firstLine: string) => Fault>();
    const server = await startDialog360Server((name) => standIns.get(name));
    const proxy = await startFaultProxy(server.port, (line) => plans.get(line.split("/")[1] ?? "")?.(line) ?? "none");
    return new Dialog360Rehearsal(seed, server, proxy, standIns, plans);
  }

  /** Sets up one onboarding. Its faults follow from the seed and its number. */
  prepare(number: number, label = "run"): Run {
    const name = `${label}-${number}`;
    const random = randomFrom(this.#seed + number * 7919);
    const log: string[] = [];
    const partner = { webhook_url: "https://webhooks.example.com/360dialog/partner", partner_redirect_url: null };
    const synchronized = new Set(random() < 0.05 ? ["AbCdEfCH/history"] : []);
    const standIn = createDialog360StandIn({ partner, synchronized });
    this.#standIns.set(name, standIn);
    const plan = planFaults(random);
    this.#plans.set(name, (firstLine) => {
      const fault = plan(firstLine);
      if (fault !== "none") log.push(fault);
      return fault;
    });
    const at = (port: number): string => `http://127.0.0.1:${port}/${name}`;
    const urls = { faulty: at(this.#proxy.port), patient: at(this.#server.port) };
    return { name: `${name} with seed ${this.#seed}`, standIn, random, faults: log, urls };
  }

  async close(): Promise<void> {
    await this.#proxy.close();
    await this.#server.close();
  }
}

/** What an integrator does: after every failure that passes, goes on with what is stored. */
export async function callUntilItEnds(
  run: Run,
  changes: Partial<OnboardDialog360Options> = {},
  url = run.urls.faulty,
): Promise<Ending> {
  const isPatient = url === run.urls.patient;
  const transport = { maxAttempts: 1, timeout: isPatient ? 30_000 : timeout };
  const { partnerId, partnerKey } = run.standIn.world;
  for (let calls = 1; calls <= mostCalls; calls++) {
    try {
      await onboardDialog360({
        partner: new Dialog360PartnerClient({ partnerId, apiKey: partnerKey, baseUrl: `${url}/api/v2`, ...transport }),
        messaging: { baseUrl: url, ...transport },
        channelId: "AbCdEfCH",
        webhook: { url: "https://webhooks.example.com/360dialog/number" },
        state: run.stored,
        save: isPatient ? async (state) => saveTo(run, state) : (state) => saveBreaking(run, state),
        ...changes,
      });
      return "done";
    } catch (error) {
      if (!isCoexistenceError(error)) throw error;
      if (error.code === "outcome_unknown" || error.code === "onboarding_conflict") return error.code;
      if (error instanceof StateNotSavedError) saveTo(run, error.state as Dialog360OnboardingState);
      else if (!passes(error)) throw error;
    }
  }
  throw new Error(`The onboarding did not end after ${mostCalls} calls.`);
}

/** After these the caller goes on. A broken list of keys is taken for one that is not to be had. */
function passes(error: { code: string; field?: string }): boolean {
  const passing = ["rate_limited", "network_failure", "timeout", "temporary_failure", "unexpected_answer"];
  return passing.includes(error.code) || (error.code === "invalid_input" && error.field === "revokeEarlierKeys");
}

function saveTo(run: Run, state: Dialog360OnboardingState): boolean {
  if ((run.stored?.revision ?? 0) !== state.revision - 1) return false;
  run.stored = JSON.parse(JSON.stringify(state));
  return true;
}

/** A store whose answer is lost at times, before or after it did its work. */
async function saveBreaking(run: Run, state: Dialog360OnboardingState): Promise<boolean> {
  // Where several callers are at work, another may come in between.
  await new Promise(setImmediate);
  const luck = run.random();
  if (luck < 0.02) {
    run.faults.push("store away before");
    throw new Error("The database is away.");
  }
  const isSaved = saveTo(run, state);
  if (luck < 0.04) {
    run.faults.push("store away after");
    throw new Error("The database is away.");
  }
  return isSaved;
}

/** How often the provider saw a call that can be made only once. */
export function seen({ standIn }: Run, shot: Shot): number {
  const wanted = {
    keyMinting: ["/partners/AbCdEfPA/channels/AbCdEfCH/api_keys", undefined],
    contacts: ["/synchronization", "smb_app_state_sync"],
    history: ["/synchronization", "history"],
  }[shot];
  return standIn.requests.filter(
    ({ method, path, parameters }) => method === "POST" && path === wanted[0] && parameters["sync_type"] === wanted[1],
  ).length;
}

/** What must not be, about one run. */
export function findViolations(run: Run): string[] {
  const found: string[] = [];
  for (const shot of shots) {
    const times = seen(run, shot);
    const claimed = run.stored?.[shot].status;
    if (times > 1) found.push(`the provider saw ${shot} ${times} times`);
    if ((claimed === "done" || claimed === "already_done") && times === 0)
      found.push(`${shot} was lost, and is ${claimed}`);
    if ((claimed === undefined || claimed === "open") && times > 0)
      found.push(`${shot} was carried out, and is ${claimed}`);
  }
  const key = run.stored?.apiKey;
  if (key !== undefined && !run.standIn.world.keys.has(key)) found.push("the key does not work");
  return found.map((violation) => `${run.name}: ${violation}, after ${run.faults.join(", ")}`);
}

/** One to three faults. An onboarding has six calls at least, so that the first of them always happens. */
function planFaults(random: () => number): (firstLine: string) => Fault {
  const fast = faults.filter((name) => !/silence|stuck/.test(name));
  const slow = faults.filter((name) => /silence|stuck/.test(name));
  const pick = (from: readonly Fault[]): Fault => from[Math.floor(random() * from.length)] as Fault;
  const planned = new Map<number, Fault>();
  let position = Math.floor(random() * 6);
  do {
    planned.set(position, pick(random() < 0.1 ? slow : fast));
    position += 1 + Math.floor(random() * 6);
  } while (planned.size < 3 && random() < 0.4);
  let calls = 0;
  return (firstLine) => {
    const fault = planned.get(calls++) ?? "none";
    // 360dialog documents any object as an answer here, so that an empty one cannot be told from a success.
    const isVague = fault.startsWith("empty object") && !firstLine.includes("/api_keys");
    return isVague ? "502 before" : fault;
  };
}
