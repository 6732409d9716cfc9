import { setImmediate as turn } from "node:timers/promises";
import Database from "libsql";
import {
  type Coexistence,
  createCoexistence,
  type Intake,
  type IntakeFactory,
  memoryIntake,
} from "../../../src/index.ts";
import type { Random } from "../../../src/payloads/random.ts";
import type { MetaWebhook } from "../../../src/schemas/index.ts";
import { sqliteIntake } from "../../../src/sqlite/index.ts";
import { exampleNumber } from "../../../src/testing/index.ts";
import { careful, careless } from "./application.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const { phoneNumberId, wabaId } = exampleNumber;
const minute = 60_000;
const encoder = new TextEncoder();

/** What is there when everything has arrived. */
export interface Outcome {
  /** The state of the synchronization, without the times of its arrival. */
  readonly synchronization: string;
  /** What an application keeps that is written as the guides say. */
  readonly inbox: string;
  /** What one keeps for which the last counts. */
  readonly carelessInbox: string;
  readonly historyStatus: string | undefined;
  readonly events: number;
  /** Events that reached the listeners more than once. */
  readonly repeated: number;
}

/** How webhooks arrive. */
export interface Arrival {
  readonly onboardedAt: Date;
  readonly webhooks: readonly MetaWebhook[];
  readonly disconnection: MetaWebhook;
  readonly store: "memory" | "sqlite";
  /** Where there is one, several webhooks arrive at the same time. */
  readonly random?: Random;
}

/** Hands webhooks to a receiver, as they arrive over some days, and looks at what is there in the end. */
export async function arrive({ onboardedAt, webhooks, disconnection, store, random }: Arrival): Promise<Outcome> {
  const receiver = openReceiver(store);
  const { coexistence, intake } = receiver;
  const applications = [careful(coexistence), careless(coexistence)] as const;
  const seen = countEvents(coexistence);
  await coexistence.expectSync({ phoneNumberId, wabaId, onboardedAt, at: onboardedAt });

  let at = onboardedAt.getTime();
  const accept = (webhook: MetaWebhook): Promise<void> => {
    at += minute;
    const body = encoder.encode(JSON.stringify(webhook));
    return intake.accept({ body, provider: "meta", receivedAt: new Date(at) });
  };
  for (let place = 0; place < webhooks.length; ) {
    const together = random === undefined ? 1 : 1 + random.below(8);
    await Promise.all(webhooks.slice(place, place + together).map(accept));
    place += together;
  }
  await receiver.settle();
  at = onboardedAt.getTime() + 30 * 24 * 60 * minute;
  await accept(disconnection);
  await receiver.settle();

  const synchronization = await coexistence.sync(phoneNumberId);
  const [inbox, carelessInbox] = applications.map((application) => application.describe()) as [string, string];
  await receiver.close();
  return {
    synchronization: JSON.stringify(synchronization, (name, value) => (isTimeOfArrival(name) ? undefined : value)),
    inbox,
    carelessInbox,
    historyStatus: synchronization?.history.status,
    events: seen.size,
    repeated: [...seen.values()].filter((times) => times > 1).length,
  };
}

/** Those differ where webhooks arrive in another order, and should. */
const isTimeOfArrival = (name: string): boolean => ["firstReceivedAt", "lastReceivedAt", "timeLeft"].includes(name);

function countEvents(coexistence: Coexistence): Map<string, number> {
  const seen = new Map<string, number>();
  coexistence.onAny(({ id }) => void seen.set(id, (seen.get(id) ?? 0) + 1));
  return seen;
}

function openReceiver(store: Arrival["store"]) {
  const database = store === "sqlite" ? new Database(":memory:") : undefined;
  const waiting = (): boolean =>
    database?.prepare("SELECT 1 AS one FROM coexistence_webhooks LIMIT 1").get() !== undefined;
  const factory: IntakeFactory = database === undefined ? memoryIntake() : sqliteIntake(database);
  let intake: Intake | undefined;
  const coexistence = createCoexistence({
    appSecret,
    logger: false,
    intake: (stream) => {
      intake = factory(stream);
      return intake;
    },
  });
  return {
    coexistence,
    intake: intake as unknown as Intake,
    settle: async (): Promise<void> => {
      while (waiting()) await turn();
    },
    close: async (): Promise<void> => {
      await coexistence.close();
      database?.close();
    },
  };
}
