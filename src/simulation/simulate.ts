import { requireUnaborted } from "../probe/aborted.ts";
import { isPrivate, readAddress } from "../probe/address.ts";
import { followPlan } from "../probe/follow-plan.ts";
import type { ProbeName } from "../probe/index.ts";
import { makePlan } from "../probe/plan.ts";
import { onAbort } from "../runtime/on-abort.ts";
import { measure } from "./judge/figures.ts";
import { judge } from "./judge/judge.ts";
import { readOptions, type SimulationOptions } from "./options.ts";
import type { SimulationReport } from "./report.ts";
import { sendTraffic } from "./send-traffic.ts";
import { simulatedNumbers } from "./simulated-number.ts";
import { tellProgress } from "./tell-progress.ts";

/**
 * Plays a whole onboarding of several numbers to a receiver over HTTP, as untidily as senders are, and judges how it
 * takes it: contacts, history, live messages, echoes, statuses and news of the account, out of order, some of them twice,
 * over connections that break, in bursts, with two webhooks of 3 MB. In between come forged and unsigned webhooks. What is
 * not answered 200 is sent again.
 *
 * **Genuine webhooks reach the listeners of the receiver.** They are about numbers that nobody has: their
 * `phone_number_id` begins with `000000000`. Two runs with one seed send the same messages, so that a receiver which
 * remembers what it has done passes over those of the second; the chunk of 3 MB is another one each time.
 *
 * Requests go to this address and to nothing else; redirects are not followed. Over plain http nothing is sent, unless the
 * address leads to this machine. A receiver that is down, or takes nothing, is a result and no error; the simulation ends
 * soon then. Histories of a million messages need no more memory than short ones. Runs on Node.
 *
 * @param url - the address, as the sender is to be given it.
 * @throws `InvalidInputError` for an address or an option that cannot be used. Nothing was sent then.
 * @throws `CoexistenceError` with code `aborted` when the caller's signal ends the simulation.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 * @see https://docs.360dialog.com/docs/messaging/webhook
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import type { AddressInfo } from "node:net";
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { nodeMount } from "whatsapp-coexistence/node";
 * import { simulate } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const receiver = createServer(nodeMount(createCoexistence({ appSecret })));
 * await new Promise<void>((done) => receiver.listen(0, done));
 * const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook`;
 *
 * const { passed, checks, figures } = await simulate(url, { appSecret, scenario: { seed: 7, history: 500 } });
 * receiver.close();
 * for (const { check, verdict, reason, fix } of checks) {
 *   if (verdict === "failed") console.error(check, reason, fix);
 * }
 * console.log(passed, figures.dropped); // true 0
 * ```
 */
export async function simulate(url: string | URL, options: SimulationOptions): Promise<SimulationReport> {
  const address = readAddress(url);
  const settings = readOptions(options);
  const { signal, onProgress } = settings;
  requireUnaborted(signal);
  const begun = performance.now();
  const numbers = simulatedNumbers(settings);
  const stop = new AbortController();
  const stopListening = signal && onAbort(signal, () => stop.abort());
  const progress = tellProgress(isPrivate(address) ? onProgress : undefined, numbers, () => stop.abort());
  try {
    const plan = makePlan(address, settings).filter(({ probe }) => asked.has(probe));
    const opening = await followPlan(plan, address, settings);
    const isReached = opening.obstacle === undefined;
    const traffic = isReached ? await sendTraffic(address.text, settings, numbers, stop) : undefined;
    requireUnaborted(signal);
    const checks = judge(traffic, { opening, settings });
    return {
      passed: checks.every(({ verdict }) => verdict !== "failed"),
      seed: settings.scenario.seed,
      checks,
      figures: measure(traffic, performance.now() - begun),
    };
  } finally {
    stopListening?.();
    progress.end();
  }
}

/** What is asked before the traffic begins. The rest of the probe is part of the traffic. */
const asked: ReadonlySet<ProbeName> = new Set(["challenge", "challenge_forged", "unsigned", "forged"]);
