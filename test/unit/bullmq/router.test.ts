import type { Job, Queue } from "bullmq";
import { describe, expect, it } from "vitest";
import { newestJobOf } from "../../../src/bullmq/event-job-id.ts";
import { type EventJob, packWebhook, type WebhooksJob } from "../../../src/bullmq/job-data.ts";
import { makeRouter } from "../../../src/bullmq/router.ts";
import { parseWebhook } from "../../../src/index.ts";
import type { Stream } from "../../../src/intake/index.ts";
import {
  type Change,
  historyChange,
  historyChunk,
  messageChange,
  metaWebhook,
  textMessage,
} from "../../../src/testing/index.ts";
import { memoryRecords } from "./memory-records.ts";

const stream: Stream = {
  parse: ({ body, ...options }) => parseWebhook(body, options),
  dispatch: async () => undefined,
  isBygone: async () => false,
  report: () => undefined,
  observe: () => undefined,
};

const webhooksJob = (id: string): Job<WebhooksJob> => jobWith(id, messageChange({ ...textMessage("Open?"), id }));
const jobWith = (id: string, change: Change): Job<WebhooksJob> => {
  const text = JSON.stringify(metaWebhook(change));
  const body = new TextEncoder().encode(text);
  const data = { webhooks: [packWebhook({ body, provider: "meta", receivedAt: new Date() })] };
  return { id: `webhook-${id}`, data, isFailed: async () => false } as unknown as Job<WebhooksJob>;
};
const eventIdOf = ({ data }: Job<WebhooksJob>): string => {
  const [webhook] = data.webhooks;
  const [event] = parseWebhook(Buffer.from(webhook?.body ?? "", "base64"));
  return event?.id ?? "";
};

/** Queues in memory, as far as a router uses them. */
class Queues {
  readonly added: { id: string; after: string | undefined }[] = [];
  readonly waiting = new Map<string, Job<WebhooksJob>>();
  /** When jobs were finished, by their ids. */
  readonly finished = new Map<string, number>();
  isBroken = false;

  readonly events = {
    getJobState: async (id: string) => (this.added.some((job) => job.id === id) ? "waiting" : "unknown"),
    getJob: async (id: string) => {
      const finishedOn = this.finished.get(id);
      if (!this.added.some((job) => job.id === id)) return undefined;
      return finishedOn === undefined ? { data: {} } : { data: { isDone: true }, finishedOn };
    },
    addBulk: async (jobs: readonly { data: EventJob; opts: { jobId: string } }[]) => {
      if (this.isBroken) throw new Error("The process ends.");
      // As BullMQ does: a job that is there stays as it is.
      for (const { data, opts } of jobs) {
        if (!this.added.some(({ id }) => id === opts.jobId)) this.added.push({ id: opts.jobId, after: data.after });
      }
    },
  } as unknown as Queue<EventJob>;

  readonly webhooks = {
    getJob: async (id: string) => this.waiting.get(id),
    remove: async (id: string) => Number(this.waiting.delete(id)),
  } as unknown as Queue<WebhooksJob>;
}

function routed({ isBygone = stream.isBygone }: Partial<Stream> = {}) {
  const queues = new Queues();
  const records = memoryRecords();
  const route = makeRouter({
    events: queues.events,
    webhooks: queues.webhooks,
    records,
    stream: { ...stream, isBygone },
    insist: (act) => act(),
    attempts: 8,
  });
  return { queues, route };
}

describe("a router", () => {
  it("puts each event behind the one before it in its chat", async () => {
    const { queues, route } = routed();
    const [first, second] = [webhooksJob("1"), webhooksJob("2")];
    await route(first);
    await route(second);
    expect(queues.added).toEqual([
      { id: eventIdOf(first), after: undefined },
      { id: eventIdOf(second), after: eventIdOf(first) },
    ]);
  });

  it("finishes first what another one had begun when its process ended", async () => {
    const { queues, route } = routed();
    const [interrupted, next, last] = [webhooksJob("1"), webhooksJob("2"), webhooksJob("3")];
    queues.isBroken = true;
    await expect(route(interrupted)).rejects.toThrow("The process ends.");
    queues.isBroken = false;
    // It waits again, and behind the others.
    queues.waiting.set(interrupted.id ?? "", interrupted);
    await route(next);
    await route(last);
    expect(queues.added).toEqual([
      { id: eventIdOf(interrupted), after: undefined },
      { id: eventIdOf(next), after: eventIdOf(interrupted) },
      { id: eventIdOf(last), after: eventIdOf(next) },
    ]);
    expect(queues.waiting.size).toBe(0);
  });

  it("adds nothing again when what was interrupted comes a second time", async () => {
    const { queues, route } = routed();
    const [interrupted, next] = [webhooksJob("1"), webhooksJob("2")];
    queues.isBroken = true;
    await expect(route(interrupted)).rejects.toThrow("The process ends.");
    queues.isBroken = false;
    queues.waiting.set(interrupted.id ?? "", interrupted);
    await route(next);
    await route(interrupted);
    expect(queues.added.map(({ id }) => id)).toEqual([eventIdOf(interrupted), eventIdOf(next)]);
  });
});

describe("a router of a business that signed up again", () => {
  const leftAt = 1_000;
  const anew = () => routed({ isBygone: async (_, doneAt) => doneAt.getTime() < leftAt });
  const chunk = (order: number): Job<WebhooksJob> =>
    jobWith(`chunk ${order}`, historyChange(historyChunk({ chunkOrder: order })));

  it("makes a new job for what was done before it left, behind all that is in the lane", async () => {
    const { queues, route } = anew();
    const [first, second] = [chunk(1), chunk(2)];
    const ids = [eventIdOf(first), eventIdOf(second)] as const;
    for (const job of [first, second]) await route(job);
    for (const id of ids) queues.finished.set(id, leftAt - 1);
    queues.added.splice(0, 2, ...ids.map((id) => ({ id, after: undefined })));
    for (const job of [second, first]) await route(job);
    expect(queues.added.slice(2)).toEqual([
      { id: `${ids[1]}~2`, after: ids[1] },
      { id: `${ids[0]}~2`, after: `${ids[1]}~2` },
    ]);
  });

  it("knows the new job again, also once it is done, and when the old one is forgotten", async () => {
    const { queues, route } = anew();
    const job = chunk(1);
    const id = eventIdOf(job);
    await route(job);
    queues.finished.set(id, leftAt - 1);
    await route(job);
    await route(job);
    queues.finished.set(`${id}~2`, leftAt + 1);
    await route(job);
    queues.added.shift();
    await route(job);
    expect(queues.added.map((each) => each.id)).toEqual([`${id}~2`]);
  });

  it("makes a third one when it leaves and signs up once more", async () => {
    const { queues, route } = anew();
    const job = chunk(1);
    const id = eventIdOf(job);
    for (const finished of [id, `${id}~2`]) {
      await route(job);
      queues.finished.set(finished, leftAt - 1);
    }
    await route(job);
    expect(queues.added.map((each) => each.id)).toEqual([id, `${id}~2`, `${id}~3`]);
  });

  it("is found by the id of its event, whichever job is the newest", async () => {
    const { queues, route } = anew();
    const job = chunk(1);
    const id = eventIdOf(job);
    await route(job);
    queues.finished.set(id, leftAt - 1);
    await route(job);
    queues.finished.set(`${id}~2`, leftAt);
    expect(await newestJobOf(id, queues.events)).toMatchObject({ finishedOn: leftAt });
    expect(await newestJobOf("history_unknown", queues.events)).toBeUndefined();
  });

  it("leaves alone what was given up", async () => {
    const { queues, route } = anew();
    const job = chunk(1);
    await route(job);
    await route(job);
    expect(queues.added).toHaveLength(1);
  });
});
