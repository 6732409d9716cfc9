import type { Job, Queue } from "bullmq";
import { describe, expect, it } from "vitest";
import { type EventJob, packWebhook, type WebhooksJob } from "../../../src/bullmq/job-data.ts";
import { makeRouter } from "../../../src/bullmq/router.ts";
import { parseWebhook } from "../../../src/index.ts";
import type { Stream } from "../../../src/intake/index.ts";
import { messageChange, metaWebhook, textMessage } from "../../../src/testing/index.ts";
import { memoryRecords } from "./memory-records.ts";

const stream: Stream = {
  parse: ({ body, ...options }) => parseWebhook(body, options),
  dispatch: async () => undefined,
  report: () => undefined,
  observe: () => undefined,
};

const webhooksJob = (id: string): Job<WebhooksJob> => {
  const text = JSON.stringify(metaWebhook(messageChange({ ...textMessage("Open?"), id })));
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
  isBroken = false;

  readonly events = {
    getJobState: async (id: string) => (this.added.some((job) => job.id === id) ? "waiting" : "unknown"),
    addBulk: async (jobs: readonly { data: EventJob; opts: { jobId: string } }[]) => {
      if (this.isBroken) throw new Error("The process ends.");
      this.added.push(...jobs.map(({ data, opts }) => ({ id: opts.jobId, after: data.after })));
    },
  } as unknown as Queue<EventJob>;

  readonly webhooks = {
    getJob: async (id: string) => this.waiting.get(id),
    remove: async (id: string) => Number(this.waiting.delete(id)),
  } as unknown as Queue<WebhooksJob>;
}

function routed() {
  const queues = new Queues();
  const records = memoryRecords();
  const route = makeRouter({
    events: queues.events,
    webhooks: queues.webhooks,
    records,
    stream,
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
