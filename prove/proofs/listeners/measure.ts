import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ReceiverSettings } from "../../receivers/settings.ts";
import { TellingReceiver } from "../../receivers/telling-receiver.ts";
import { pack, Sender } from "../../sending/sender.ts";
import { type Kind, ratioOf, shares, type Times } from "./kinds.ts";
import { type Letters, readLetters } from "./letters.ts";
import { type Load, traffic } from "./traffic.ts";

/** What to measure. */
export interface Plan {
  readonly store: "sqlite" | "memory";
  /** Whether one process answers and another delivers. */
  readonly isApart: boolean;
  /** What is sent in turn. */
  readonly kinds: readonly Kind[];
  /** How often. */
  readonly blocks: number;
  /** Which is held to a limit. Where it exceeds it, as much again is measured, and once more: a machine has bad moments. */
  readonly limit?: { readonly kind: Kind; readonly ratio: number };
  readonly seed: number;
}

/** What came of it. */
export interface Measured {
  readonly times: Times;
  readonly acknowledgements: number;
  readonly notAcknowledged: number;
  /** Events without poison, or with one that only blocks. */
  readonly sound: number;
  readonly soundNotDelivered: number;
  readonly soundDeliveredTwice: number;
  readonly poison: number;
  readonly letters: Letters;
  readonly allAlive: boolean;
}

const perSecond = 400;
// With 0.1 % of it, one listener of a block blocks.
const perBlock = 1_000;
const attempts = 3;
const mostMeasurements = 3;
const patience = 60_000;

/** Sends webhooks at an even pace, a block of each kind in turn. */
export async function measure({ store, isApart, kinds, blocks, limit, seed }: Plan): Promise<Measured> {
  const appSecret = randomBytes(16).toString("hex");
  const path = join(mkdtempSync(join(tmpdir(), "listeners-")), "coexistence.db");
  const settings: ReceiverSettings = {
    appSecret,
    isPoisoned: true,
    store: store === "sqlite" ? { kind: "sqlite", path } : { kind: "memory" },
    options: store === "sqlite" ? { lease: 300, attempts, retryAfter: 100 } : { deadline: 1_000 },
  };
  const done = new Map<string, number>();
  const onDone = (id: string): void => void done.set(id, (done.get(id) ?? 0) + 1);
  // The first one delivers.
  const receivers = [await TellingReceiver.start(settings, onDone)];
  if (isApart) receivers.push(await TellingReceiver.start(settings, onDone));
  const port = (receivers.at(-1) as TellingReceiver).port;
  const sender = new Sender();

  const times: Times = { quiet: [], quietAgain: [], failing: [], blocking: [] };
  const sent: Load[] = [];
  let notAcknowledged = 0;
  let isSettled = true;
  const sendBlock = async (kind: Kind): Promise<number[]> => {
    const part = traffic(sent.length, perBlock, shares[kind], seed);
    const parcels = part.map(({ webhook }) => pack(webhook, appSecret));
    const answers = await sendEvenly(parcels, (parcel) => sender.send(port, parcel));
    sent.push(...part);
    notAcknowledged += answers.filter(({ status }) => status !== 200).length;
    // What is repeated belongs to this block, and must not reach into the next.
    if (store === "sqlite") isSettled = await settled(path, sent, done);
    return answers.map(({ milliseconds }) => milliseconds);
  };
  // What makes the first requests slow belongs to none of them.
  await sendBlock("quiet");
  for (let block = 0; isSettled && block < blocks * mostMeasurements; block++) {
    const isMeasured = block > 0 && block % blocks === 0;
    if (isMeasured && (limit === undefined || ratioOf(limit.kind, times) <= limit.ratio)) break;
    for (const kind of kinds) times[kind].push(await sendBlock(kind));
  }
  const allAlive = receivers.every((receiver) => receiver.isAlive);
  await Promise.all(receivers.map((receiver) => receiver.stop()));
  sender.close();

  const sound = sent.filter(isSound);
  return {
    times,
    acknowledgements: sent.length - notAcknowledged,
    notAcknowledged,
    sound: sound.length,
    soundNotDelivered: sound.filter(({ messageId }) => !done.has(messageId)).length,
    soundDeliveredTwice: sound.filter(({ messageId }) => (done.get(messageId) ?? 0) > 1).length,
    poison: sent.length - sound.length,
    letters: store === "sqlite" ? readLetters(path, sent, attempts) : { right: 0, wrong: 0 },
    allAlive,
  };
}

/** Does not wait for answers: a sender goes on whatever becomes of the last webhook. */
async function sendEvenly<Parcel, Answer>(
  parcels: readonly Parcel[],
  send: (parcel: Parcel) => Promise<Answer>,
): Promise<Answer[]> {
  const begun = performance.now();
  const answers: Promise<Answer>[] = [];
  for (const [place, parcel] of parcels.entries()) {
    const due = begun + (place * 1_000) / perSecond;
    if (due > performance.now()) await wait(due - performance.now());
    answers.push(send(parcel));
  }
  return Promise.all(answers);
}

/** Whether everything has become what it should, within a while. */
async function settled(path: string, sent: readonly Load[], done: ReadonlyMap<string, number>): Promise<boolean> {
  const end = performance.now() + patience;
  const sound = sent.filter(isSound).length;
  while (performance.now() < end) {
    if (done.size >= sound && readLetters(path, sent, attempts).right >= sent.length - sound) return true;
    await wait(50);
  }
  return false;
}

/** A listener that blocks is done in the end. */
const isSound = ({ poison }: Load): boolean => poison === undefined || poison === "blocks";
