import Database from "libsql";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type Coexistence,
  type CoexistenceError,
  type CoexistenceOptions,
  createCoexistence,
  type Delivery,
  type Observation,
} from "../../../src/index.ts";
import { type SqliteDatabase, type SqliteIntakeOptions, sqliteIntake } from "../../../src/sqlite/index.ts";
import {
  echoChange,
  messageChange,
  metaWebhook,
  recordOnboarding,
  type SendableWebhook,
  signedRequest,
  textMessage,
} from "../../../src/testing/index.ts";
import { temporaryDatabase } from "./temporary-folder.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const open: Coexistence[] = [];
afterEach(async () => {
  for (const coexistence of open.splice(0)) await coexistence.close();
});

function receiver(
  database: string | SqliteDatabase,
  settings: SqliteIntakeOptions = {},
  options: Partial<CoexistenceOptions> = {},
): Coexistence {
  const intake = sqliteIntake(database, { retryAfter: 1, grace: 2_000, ...settings });
  const coexistence = createCoexistence({ appSecret, logger: false, intake, ...options });
  open.push(coexistence);
  return coexistence;
}

const send = async (to: Coexistence, webhook: SendableWebhook): Promise<number> =>
  (await to.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }))).status;
const text = (id: string, body = "Open?") => metaWebhook(messageChange({ ...textMessage(body), id: `wamid.${id}` }));

function count(path: string, table: string): number {
  const file = new Database(path);
  const [row] = file.prepare(`SELECT count(*) AS count FROM ${table}`).all() as [{ count: number }];
  file.close();
  return row.count;
}
const settled = (path: string) => vi.waitFor(() => expect(count(path, "coexistence_webhooks")).toBe(0), 20_000);

describe("a webhook", () => {
  it("is answered 200 before its listeners are done, and delivered once however often it comes", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const listener = vi.fn(() => gate);
    coexistence.onMessage(listener);
    expect(await Promise.all(Array.from({ length: 20 }, () => send(coexistence, text("1"))))).toEqual(
      Array.from({ length: 20 }, () => 200),
    );
    release();
    await settled(path);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(count(path, "coexistence_done")).toBe(1);
  });

  it("that nobody was there to deliver is delivered by the next process", async () => {
    const path = temporaryDatabase();
    const first = receiver(path, { grace: 1 });
    first.onMessage(() => new Promise(() => undefined));
    expect(await send(first, text("1"))).toBe(200);
    await first.close();
    const second = receiver(path);
    const listener = vi.fn();
    second.onMessage(({ message }) => void listener(message.id));
    await settled(path);
    expect(listener.mock.calls).toEqual([["wamid.1"]]);
  });

  it("is counted while it waits, and when it is done", async () => {
    const path = temporaryDatabase();
    const observed: Observation[] = [];
    const coexistence = receiver(path, {}, { observe: (observation) => observed.push(observation) });
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    coexistence.onMessage(() => gate);
    await send(coexistence, text("1"));
    const backlogs = () => observed.flatMap((observation) => (observation.name === "backlog" ? [observation] : []));
    await vi.waitFor(() => expect(backlogs().at(-1)).toMatchObject({ webhooks: 1 }), 10_000);
    await vi.waitFor(() => expect(backlogs().at(-1)?.age).toBeGreaterThan(500), 10_000);
    release();
    await vi.waitFor(() => expect(backlogs().at(-1)).toEqual({ name: "backlog", webhooks: 0, age: 0 }), 10_000);
    await send(coexistence, text("1"));
    await settled(path);
    const others = observed.filter(({ name }) => name !== "backlog");
    expect(others.map(({ name }) => name).sort()).toEqual(["answered", "answered", "delivered", "repeated"]);
  });

  it("of a whole onboarding is delivered to the last message", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path);
    const history = new Set<string>();
    coexistence.onHistory(({ threads }) => {
      for (const { message } of threads.flatMap(({ messages }) => messages)) history.add(message.id);
    });
    const statuses: number[] = [];
    for (const { webhook } of recordOnboarding({ messages: 3_000, chunkSize: 3_000 })) {
      statuses.push(await send(coexistence, webhook));
    }
    await settled(path);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(history.size).toBe(3_000);
  });

  it("is kept byte for byte, whatever is in it", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path);
    const unknown = vi.fn();
    coexistence.onUnknown(({ reason }) => void unknown(reason));
    expect(await send(coexistence, new Uint8Array([0xff, 0, 0xfe]))).toBe(200);
    await settled(path);
    expect(unknown).toHaveBeenCalledWith("not_json");
  });
});

describe("the events of a chat", () => {
  it("stay in their order, and wait for nobody else's", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { attempts: 100, retryAfter: 5 });
    const log: string[] = [];
    let isAway = true;
    coexistence.onMessage(({ message, customer }) => {
      if (customer.waId === "15550002222" && isAway) throw new Error("away");
      log.push(message.id);
    });
    const of = (id: string, waId: string) =>
      metaWebhook(messageChange({ ...textMessage("Open?"), id }, { customer: { waId } }));
    for (const id of ["a1", "a2", "a3"]) await send(coexistence, of(id, "15550002222"));
    for (const id of ["b1", "b2", "b3"]) await send(coexistence, of(id, "15550003333"));
    await vi.waitFor(() => expect(log).toEqual(["b1", "b2", "b3"]), 10_000);
    isAway = false;
    await settled(path);
    expect(log).toEqual(["b1", "b2", "b3", "a1", "a2", "a3"]);
  });
});

describe("a chat that does not get on", () => {
  it("holds no memory that the others need, and loses nothing of its own", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { attempts: 1_000, retryAfter: 50 });
    const log: string[] = [];
    let isAway = true;
    coexistence.onMessage(({ message, customer }) => {
      if (customer.waId === "15550002222" && isAway) throw new Error("away");
      log.push(message.id);
    });
    // Each of them is a part of its own, and together they are more than is held of one chat.
    const long = "All day. ".repeat(8_000);
    const of = (id: string, waId: string, body: string) =>
      metaWebhook(messageChange({ ...textMessage(body), id }, { customer: { waId } }));
    const own = Array.from({ length: 30 }, (_, place) => `a${place}`);
    await send(coexistence, of("a0", "15550002222", long));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    for (const id of own.slice(1)) await send(coexistence, of(id, "15550002222", long));
    const others = Array.from({ length: 20 }, (_, place) => `b${place}`);
    for (const id of others) await send(coexistence, of(id, "15550003333", "Open?"));
    await vi.waitFor(() => expect(log).toEqual(others), 20_000);
    isAway = false;
    await settled(path);
    expect(log).toEqual([...others, ...own]);
  });
});

describe("what a listener does in the transaction", () => {
  it("is committed with the mark, in a database of the application's own", async () => {
    const path = temporaryDatabase();
    const database = new Database(path);
    database.exec("CREATE TABLE effects (id TEXT NOT NULL)");
    const coexistence = receiver(database as SqliteDatabase);
    let calls = 0;
    coexistence.onEcho(({ message }, { tx, attempt }: Delivery) => {
      calls++;
      tx?.((own: SqliteDatabase) => own.prepare("INSERT INTO effects (id) VALUES (?)").run(message.id));
      if (attempt === 1) throw new Error("after it was written");
    });
    await send(coexistence, metaWebhook(echoChange({ ...textMessage("Until six."), id: "wamid.1" })));
    await settled(path);
    await coexistence.close();
    expect(calls).toBe(2);
    expect(database.prepare("SELECT id FROM effects").all()).toEqual([{ id: "wamid.1" }]);
    database.close();
  });
});

describe("asynchronous work in the transaction", () => {
  it("is a failed attempt, and nobody's rejection", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { attempts: 1 });
    coexistence.onMessage((_, { tx }) =>
      tx?.(async () => {
        await Promise.resolve();
        throw new Error("away");
      }),
    );
    await send(coexistence, text("1"));
    await settled(path);
    const [letter] = await coexistence.deadLetters.list();
    expect(letter?.reason).toContain("cannot be asynchronous");
  });
});

describe("dead letters", () => {
  it("are listed, delivered again, and dropped", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { attempts: 2 });
    const { deadLetters } = coexistence;
    let isAway = true;
    const delivered: string[] = [];
    coexistence.onMessage(({ message }) => {
      if (isAway) throw new Error("The CRM is away.");
      delivered.push(message.id);
    });
    for (const id of ["1", "2"]) await send(coexistence, text(id));
    await settled(path);
    const letters = await deadLetters.list();
    expect(letters).toHaveLength(2);
    expect(letters[0]).toMatchObject({ type: "message", attempts: 2, reason: "Error: The CRM is away." });
    expect(await deadLetters.list({ limit: 1 })).toHaveLength(1);

    isAway = false;
    expect(await deadLetters.replay(letters[0]?.id ?? "")).toBe(true);
    await vi.waitFor(() => expect(delivered).toHaveLength(1), 10_000);
    expect(await deadLetters.drop(letters[1]?.id ?? "")).toBe(true);
    expect(await deadLetters.list()).toEqual([]);
    expect([await deadLetters.replay("nothing"), await deadLetters.drop("nothing")]).toEqual([false, false]);
    expect(count(path, "coexistence_webhooks")).toBe(0);
  });

  it("do not come back when the sender repeats their webhook", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { attempts: 1 });
    const listener = vi.fn().mockRejectedValue(new Error("away"));
    coexistence.onMessage(listener);
    const errors: CoexistenceError[] = [];
    coexistence.onError((error) => errors.push(error));
    for (let round = 0; round < 2; round++) {
      await send(coexistence, text("1"));
      await settled(path);
    }
    expect(listener).toHaveBeenCalledTimes(1);
    const [letter] = await coexistence.deadLetters.list();
    expect(errors.map(({ code }) => code)).toEqual(["listener_failed", "event_given_up"]);
    expect(errors[1]).toMatchObject({ eventType: "message", eventId: letter?.id, attempts: 1 });
  });
});

describe("a store that cannot take a webhook", () => {
  it("because another process holds its lock means 503, and 200 as soon as it is free", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { patience: 100 });
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    expect(await send(coexistence, text("1"))).toBe(503);
    other.exec("COMMIT");
    other.close();
    expect(await send(coexistence, text("1"))).toBe(200);
    await settled(path);
  });

  it("because too many wait means 503, until some are done", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path, { backlog: 3 });
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    coexistence.onMessage(() => gate);
    const statuses: number[] = [];
    for (const id of ["1", "2", "3", "4"]) statuses.push(await send(coexistence, text(id)));
    expect(statuses).toEqual([200, 200, 200, 503]);
    release();
    await vi.waitFor(async () => expect(await send(coexistence, text("4"))).toBe(200), 10_000);
  });

  it("because it is closed means 503", async () => {
    const coexistence = receiver(temporaryDatabase());
    await coexistence.close();
    expect(await send(coexistence, text("1"))).toBe(503);
  });
});

describe("two receivers on one file", () => {
  it("deliver each event once, and the second takes over when the first is gone", async () => {
    const path = temporaryDatabase();
    const delivered: string[] = [];
    const [first, second] = [receiver(path), receiver(path)];
    first.onMessage(({ message }) => void delivered.push(`first ${message.id}`));
    second.onMessage(({ message }) => void delivered.push(`second ${message.id}`));
    await send(second, text("1"));
    await settled(path);
    expect(delivered).toEqual(["first wamid.1"]);
    await first.close();
    await send(second, text("2"));
    await settled(path);
    expect(delivered).toEqual(["first wamid.1", "second wamid.2"]);
  });
});

describe("closing", () => {
  it("waits for the listeners at work", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(path);
    let isDone = false;
    coexistence.onMessage(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      isDone = true;
    });
    await send(coexistence, text("1"));
    await coexistence.close();
    expect(isDone).toBe(true);
    expect(count(path, "coexistence_webhooks")).toBe(0);
  });
});

describe("what cannot be used", () => {
  it.each(["lease", "attempts", "retryAfter", "concurrency", "backlog", "remember", "patience", "grace"] as const)(
    "is refused by its name: %s",
    (name) => {
      for (const value of [0, -1, Number.NaN, "10" as unknown as number]) {
        expect(() => sqliteIntake("coexistence.db", { [name]: value })).toThrow(
          expect.objectContaining({ code: "invalid_option", message: expect.stringContaining(name) }),
        );
      }
    },
  );
});

describe("closing while an event waits to be tried again", () => {
  it("does not wait with it: it comes at the next start", async () => {
    const path = temporaryDatabase();
    const first = receiver(path, { retryAfter: 60_000, grace: 60_000 });
    const listener = vi.fn().mockRejectedValue(new Error("away"));
    first.onMessage(listener);
    await send(first, text("1"));
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1), 10_000);
    await first.close();
    const second = receiver(path);
    const again = vi.fn();
    second.onMessage(({ message }) => void again(message.id));
    await settled(path);
    expect(again.mock.calls).toEqual([["wamid.1"]]);
  });
});

describe("a receiver that nobody sends anything to", () => {
  it("leaves the event loop alone", async () => {
    const coexistence = receiver(temporaryDatabase());
    await send(coexistence, text("1"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await measureUse()).toBeLessThan(0.5);
  });

  it("leaves it alone when it was closed at once", async () => {
    await receiver(temporaryDatabase()).close();
    expect(await measureUse()).toBeLessThan(0.5);
  });
});

/** Which part of the time the event loop has something to do. Work that makes itself again takes nearly all of it. */
async function measureUse(): Promise<number> {
  const before = performance.eventLoopUtilization();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return performance.eventLoopUtilization(before).utilization;
}
