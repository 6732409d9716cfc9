import Database from "libsql";
import { afterEach, describe, expect, it } from "vitest";
import { messageChange, metaWebhook, signedInit, textMessage } from "../../../src/testing/index.ts";
import { ReceiverProcess } from "./receiver-process.ts";
import { temporaryDatabase } from "./temporary-folder.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const customers = 20;

/** A webhook with one message, whose id is its place. */
function webhook(place: number) {
  const customer = { waId: `155500${String(place % customers).padStart(5, "0")}` };
  return metaWebhook(messageChange({ ...textMessage(`Message ${place}`), id: `wamid.${place}` }, { customer }));
}

describe("a receiver that is killed", () => {
  let receiver: ReceiverProcess | undefined;
  afterEach(() => receiver?.kill());

  it("loses nothing that it acknowledged, and does nothing twice", async () => {
    const database = temporaryDatabase();
    const acknowledged = new Set<number>();
    const total = 1_000;
    const kills = 6;
    let next = 0;
    receiver = await ReceiverProcess.start(database, appSecret);

    // Sends like a sender: what was not answered with 200 is sent again.
    const send = async (): Promise<void> => {
      while (next < total) {
        const place = next++;
        while (!acknowledged.has(place)) {
          const address = receiver?.url ?? "";
          const answer = await fetch(address, signedInit(webhook(place), { appSecret })).catch(() => undefined);
          if (answer?.status === 200) acknowledged.add(place);
          else await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const senders = Array.from({ length: 8 }, send);
    for (let kill = 1; kill <= kills; kill++) {
      const mark = (total / (kills + 1)) * kill;
      while (acknowledged.size < mark) await new Promise((resolve) => setTimeout(resolve, 5));
      await receiver.kill();
      receiver = await ReceiverProcess.start(database, appSecret);
    }
    await Promise.all(senders);

    const file = new Database(database);
    const read = (sql: string): { count: number }[] => file.prepare(sql).all() as { count: number }[];
    while (read("SELECT count(*) AS count FROM coexistence_webhooks")[0]?.count !== 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await receiver.stop();
    const effects = file.prepare("SELECT id FROM effects").all() as { id: string }[];
    file.close();

    expect(acknowledged.size).toBe(total);
    const done = effects.map(({ id }) => id);
    expect([...acknowledged].filter((place) => !done.includes(`wamid.${place}`))).toEqual([]);
    expect(done.length).toBe(new Set(done).size);
  });
});

describe("an event that ends the process", () => {
  let receiver: ReceiverProcess | undefined;
  afterEach(() => receiver?.kill());

  it("does so as often as it may be tried, and lies among the dead letters then", async () => {
    const database = temporaryDatabase();
    receiver = await ReceiverProcess.start(database, appSecret);
    const poison = metaWebhook(messageChange({ ...textMessage("poison"), id: "wamid.poison" }));
    await fetch(receiver.url, signedInit(poison, { appSecret })).catch(() => undefined);
    const file = new Database(database);
    const letters = () => file.prepare("SELECT type, attempts, reason FROM coexistence_dead_letters").all();
    let ends = 0;
    while (letters().length === 0) {
      if (!receiver.hasEnded) await new Promise((resolve) => setTimeout(resolve, 20));
      else receiver = await ReceiverProcess.start(database, appSecret).finally(() => ends++);
    }
    // The first attempt is not written down, because every event would pay for it with a commit.
    expect(ends).toBe(4);
    await fetch(receiver.url, signedInit(webhook(1), { appSecret }));
    await receiver.stop();
    expect(letters()).toEqual([
      { type: "message", attempts: 3, reason: "The process ended while its listeners were called." },
    ]);
    expect(file.prepare("SELECT count(*) AS count FROM coexistence_webhooks").all()).toEqual([{ count: 0 }]);
    file.close();
  });
});
