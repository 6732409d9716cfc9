import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type Coexistence,
  createCoexistence,
  parseWebhook,
  type Stream,
  type SynchronizationEvent,
} from "../../../src/index.ts";
import { sqliteIntake } from "../../../src/sqlite/index.ts";
import {
  exampleNumber,
  historyChange,
  historyChunk,
  metaWebhook,
  numberRemovedChange,
  recordOnboarding,
  type SendableWebhook,
  signedRequest,
} from "../../../src/testing/index.ts";
import { temporaryDatabase } from "./temporary-folder.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const { phoneNumberId } = exampleNumber;
const day = 24 * 60 * 60 * 1000;
/** What is sent anew, with the same ids, to a business that signs up again. */
const anew: ReadonlySet<string> = new Set(["history", "history.media", "contacts"]);
const open: Coexistence[] = [];
afterEach(async () => {
  for (const coexistence of open.splice(0)) await coexistence.close();
});

function receiver(path?: string, stallAfter?: number): Coexistence {
  const intake = path === undefined ? {} : { intake: sqliteIntake(path) };
  const coexistence = createCoexistence({ appSecret, logger: false, stallAfter, ...intake });
  open.push(coexistence);
  return coexistence;
}
const send = async (to: Coexistence, webhook: SendableWebhook): Promise<number> =>
  (await to.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }))).status;
const chunk = (progress: number) => metaWebhook(historyChange(historyChunk({ progress, chunkOrder: progress })));

describe.each([
  ["in memory", () => undefined],
  ["in SQLite", temporaryDatabase],
])("the synchronization of a number, kept %s", (_, makePath) => {
  it("is followed from the request to its end", async () => {
    const coexistence = receiver(makePath());
    const told: string[] = [];
    coexistence.onSync(({ kind, status, progress }) => {
      if (kind === "history") told.push(`${status} ${progress ?? ""}`.trim());
    });
    expect(await coexistence.sync(phoneNumberId)).toBeUndefined();
    await coexistence.expectSync({ phoneNumberId, onboardedAt: new Date() });
    expect(await coexistence.sync(phoneNumberId)).toMatchObject({
      history: { status: "requested" },
      contacts: { status: "requested" },
    });
    for (const progress of [40, 20, 100]) await send(coexistence, chunk(progress));
    await vi.waitFor(() => expect(told).toEqual(["requested", "receiving 40", "complete 100"]), 10_000);
    expect((await coexistence.sync(phoneNumberId))?.history).toMatchObject({ status: "complete", progress: 100 });
  });

  it("that nothing arrives of is told to have stalled", async () => {
    const coexistence = receiver(makePath(), 1_000);
    const told: SynchronizationEvent[] = [];
    coexistence.onSync((event) => void told.push(event));
    await coexistence.expectSync({ phoneNumberId, kind: "history" });
    await vi.waitFor(() => expect(told.at(-1)?.status).toBe("stalled"), 15_000);
    expect(told.at(-1)?.likelyCauses).toContain("fields_not_subscribed");
  });
});

describe.each([
  ["in memory", () => undefined],
  ["in SQLite", temporaryDatabase],
])("a business that signs up again within days, with what is done kept %s", (_, makePath) => {
  afterEach(() => void vi.useRealTimers());

  it("has its history, its pictures and its contacts delivered anew, although they are the very same", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const coexistence = receiver(makePath());
    const delivered: string[] = [];
    coexistence.onHistory(({ id }) => void delivered.push(id));
    coexistence.onHistoryMedia(({ id }) => void delivered.push(id));
    coexistence.onContactSync(({ id }) => void delivered.push(id));
    const statuses: string[] = [];
    coexistence.onSync(({ kind, status, previousStatus }) => {
      if (kind === "history" && status !== previousStatus) statuses.push(status);
    });
    const left = vi.fn();
    coexistence.onAccount(({ change }) => change === "disconnected" && left());
    const onboarding = recordOnboarding({ disconnect: false }).map(({ webhook }) => webhook);
    const sendTwice = async () => {
      for (const webhook of [...onboarding, ...onboarding]) expect(await send(coexistence, webhook)).toBe(200);
    };
    const each = new Set(
      onboarding.flatMap((webhook) => parseWebhook(webhook)).flatMap(({ type, id }) => (anew.has(type) ? [id] : [])),
    ).size;

    await sendTwice();
    await vi.waitFor(() => expect(statuses).toEqual(["receiving", "complete"]), 10_000);
    await vi.waitFor(() => expect(delivered).toHaveLength(each), 10_000);
    vi.setSystemTime(Date.now() + 2 * day);
    const time = Math.floor(Date.now() / 1000);
    expect(await send(coexistence, metaWebhook(numberRemovedChange(), { time }))).toBe(200);
    await vi.waitFor(() => expect(left).toHaveBeenCalledOnce(), 10_000);
    vi.setSystemTime(Date.now() + day);
    await coexistence.expectSync({ phoneNumberId, onboardedAt: new Date() });
    await sendTwice();
    await vi.waitFor(() => expect(delivered).toHaveLength(2 * each), 10_000);
    await vi.waitFor(() => expect(statuses.slice(2)).toEqual(["requested", "receiving", "complete"]), 10_000);
    expect(new Set(delivered).size).toBe(each);
  });
});

it("a number is known to be disconnected although the listener that is told of it fails", async () => {
  const coexistence = receiver();
  await send(coexistence, chunk(40));
  coexistence.onAccount(() => {
    throw new Error("The table of accounts is gone.");
  });
  expect(await send(coexistence, metaWebhook(numberRemovedChange()))).toBe(503);
  expect(await coexistence.sync(phoneNumberId)).toMatchObject({ connection: "disconnected" });
});

it("an intake of one's own that keeps no states is told of nothing that is done from before its process began", async () => {
  const streams: Stream[] = [];
  const intake = (stream: Stream) => {
    streams.push(stream);
    return { accept: async () => undefined, close: async () => undefined };
  };
  open.push(createCoexistence({ appSecret, logger: false, intake }));
  const [event] = parseWebhook(chunk(40), { receivedAt: new Date(Date.now() + day) });
  const [stream] = streams;
  if (event === undefined || stream === undefined) throw new Error("There is no event, or no stream.");
  expect(await stream.isBygone(event, new Date(Date.now() - day))).toBe(false);
  expect(await stream.isBygone(event, new Date())).toBe(true);
});

describe("a process that begins where another ended", () => {
  it("knows how far the synchronization was", async () => {
    const path = temporaryDatabase();
    const first = receiver(path);
    for (const { webhook } of recordOnboarding({ disconnect: false })) await send(first, webhook);
    await vi.waitFor(async () => expect((await first.sync(phoneNumberId))?.history.status).toBe("complete"), 10_000);
    await first.close();
    const second = receiver(path);
    expect((await second.sync(phoneNumberId))?.history).toMatchObject({ status: "complete", progress: 100 });
  });
});

describe("a listener of a synchronization", () => {
  it("that fails is reported and keeps nothing from being delivered", async () => {
    const coexistence = receiver();
    const errors: string[] = [];
    const others = vi.fn();
    coexistence.onError(({ code }) => void errors.push(code));
    coexistence.onSync(() => Promise.reject(new Error("away")));
    const off = coexistence.onSync(others);
    expect(await send(coexistence, chunk(40))).toBe(200);
    await vi.waitFor(() => expect(errors).toEqual(["listener_failed"]));
    expect(others).toHaveBeenCalledTimes(1);
    off();
    await send(coexistence, chunk(60));
    expect(others).toHaveBeenCalledTimes(1);
  });

  it("has to be a function", () => {
    expect(() => receiver().onSync("complete" as never)).toThrow(expect.objectContaining({ code: "invalid_option" }));
  });
});
