import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { createCoexistence } from "../../../src/index.ts";
import { listen } from "../../receivers/listen.ts";
import { idOf } from "../../sending/numbered.ts";
import { Pressure } from "./pressure.ts";
import type { Trouble } from "./trouble.ts";

/** What came of it. */
export interface Endured {
  readonly sent: number;
  /** Answers to what was sent while the trouble lasted. */
  readonly acknowledgedMeanwhile: number;
  readonly refusedMeanwhile: number;
  /** Answers that are neither 200 nor 503, or none. */
  readonly strange: number;
  /** Refused until the end, although the trouble was over. */
  readonly neverAcknowledged: number;
  /** Messages whose effect, in the transaction that makes them done, was there more than once. */
  readonly doubled: number | undefined;
  /** Acknowledged and never delivered. */
  readonly lost: number;
  /** From the end of the trouble to the first 200 for what was sent after it, in milliseconds. */
  readonly acknowledgesAfter: number;
  /** From the end of the trouble until all was delivered that had been acknowledged before it, in milliseconds. */
  readonly deliversAfter: number;
}

const calm = 1_500;
// So that some listeners are always at work when the trouble begins.
const workLength = 300;

/**
 * Lets a receiver work, troubles its store for a while, and looks at what comes of it. The receiver is never restarted.
 *
 * @param milliseconds - how long the trouble lasts.
 * @param patience - how long to wait for what may never come, in milliseconds.
 */
export async function endure(trouble: Trouble, milliseconds: number, patience = 30_000): Promise<Endured> {
  const appSecret = randomBytes(16).toString("hex");
  const messages = new Map<string, string>();
  const delivered = new Map<string, number>();
  const coexistence = createCoexistence({
    appSecret,
    intake: trouble.intake,
    logger: false,
    observe: (seen) => {
      // Only now it is done: that its listeners were called is not enough.
      if (seen.name === "delivered") delivered.set(messages.get(seen.eventId) ?? "", performance.now());
    },
  });
  coexistence.onMessage(async ({ id, message }, { tx }) => {
    await wait(workLength);
    messages.set(id, message.id);
    if (trouble.effects !== undefined) tx?.(trouble.effects.note(message.id));
  });
  const receiver = await listen(coexistence);
  const pressure = new Pressure({ port: receiver.port, appSecret, perSecond: trouble.perSecond });
  const isDelivered = (number: number): boolean => delivered.has(idOf(number));
  const until = async (holds: () => boolean): Promise<void> => {
    const end = performance.now() + patience;
    while (!holds() && performance.now() < end) await wait(20);
  };

  // A store that is opened first answers 503 as well.
  await until(() => pressure.acknowledged.size > 0);
  await wait(calm);
  await trouble.begin();
  const begun = performance.now();
  await wait(milliseconds);
  const ended = performance.now();
  await trouble.end();
  const back = performance.now();
  const acknowledgedBefore = [...pressure.acknowledged].filter(([, time]) => time <= ended).map(([number]) => number);
  const firstAfter = () => pressure.answers.find(({ from, status }) => from >= back && status === 200)?.until;
  await until(() => firstAfter() !== undefined);
  await until(() => acknowledgedBefore.every(isDelivered));
  const deliversAfter = lastOf(
    acknowledgedBefore.map((number) => delivered.get(idOf(number)) ?? Number.POSITIVE_INFINITY),
  );
  await wait(calm);
  const neverAcknowledged = await pressure.end(patience);
  const acknowledged = [...pressure.acknowledged.keys()];
  await until(() => acknowledged.every(isDelivered));
  await receiver.close();
  const doubled = trouble.effects?.doubled();
  await trouble.close();

  const meanwhile = pressure.answers.filter(({ from, until: end }) => from >= begun && end <= ended);
  return {
    sent: pressure.sent,
    acknowledgedMeanwhile: meanwhile.filter(({ status }) => status === 200).length,
    refusedMeanwhile: meanwhile.filter(({ status }) => status === 503).length,
    strange: pressure.answers.filter(({ status }) => status !== 200 && status !== 503).length,
    neverAcknowledged,
    doubled,
    lost: acknowledged.filter((number) => !isDelivered(number)).length,
    acknowledgesAfter: (firstAfter() ?? Number.POSITIVE_INFINITY) - back,
    deliversAfter: Math.max(0, deliversAfter - back),
  };
}

const lastOf = (times: readonly number[]): number => times.reduce((last, time) => Math.max(last, time), 0);
