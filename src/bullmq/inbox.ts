import { randomUUID } from "node:crypto";
import type { Queue } from "bullmq";
import type { VerifiedWebhook } from "../intake/index.ts";
import { splitWebhook } from "../split/split-webhook.ts";
import { type PackedWebhook, packWebhook, type WebhooksJob, webhookIdPrefix } from "./job-data.ts";

/** A webhook that waits to be stored. */
interface Waiting {
  readonly packed: PackedWebhook;
  resolve(): void;
  reject(error: unknown): void;
}

/** How large a job gets, in bytes of base64 and in webhooks; and how many jobs are stored at once. */
const largestJob = 88 * 1024;
const mostWebhooks = 64;
const mostJobs = 16;
// Above this a webhook is cut before it is stored, in bytes.
const largestPart = 64 * 1024;

/**
 * Stores webhooks. What arrives while a job is being stored goes into one job together, because storing a job costs as
 * much for one webhook as for many.
 */
export class Inbox {
  readonly #queue: () => Promise<Queue<WebhooksJob>>;
  #waiting: Waiting[] = [];
  #isStoring = false;

  /** @param queue - the queue, once it is there. */
  constructor(queue: () => Promise<Queue<WebhooksJob>>) {
    this.#queue = queue;
  }

  /** Resolves when the webhook is stored, whole. */
  async add(webhook: VerifiedWebhook): Promise<void> {
    if (webhook.body.length > largestPart) return this.#addLarge(webhook);
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ packed: packWebhook(webhook), resolve, reject });
      this.#schedule();
    });
  }

  /** In parts. Where only some of them can be stored, the sender sends all of them again, and those are recognised. */
  async #addLarge(webhook: VerifiedWebhook): Promise<void> {
    const jobs: WebhooksJob[] = [];
    for await (const body of splitWebhook(webhook.body)) jobs.push({ webhooks: [packWebhook({ ...webhook, body })] });
    await this.#store(jobs);
  }

  #schedule(): void {
    if (this.#isStoring) return;
    this.#isStoring = true;
    // What else is ready in this turn of the event loop joins the group.
    setImmediate(() => void this.#storeGroup());
  }

  async #storeGroup(): Promise<void> {
    const group = this.#takeGroup();
    try {
      await this.#store(group.map((webhooks) => ({ webhooks: webhooks.map(({ packed }) => packed) })));
      for (const { resolve } of group.flat()) resolve();
    } catch (error) {
      for (const { reject } of group.flat()) reject(error);
    }
    this.#isStoring = false;
    if (this.#waiting.length > 0) this.#schedule();
  }

  #takeGroup(): Waiting[][] {
    const group: Waiting[][] = [];
    while (this.#waiting.length > 0 && group.length < mostJobs) {
      let size = 0;
      let count = 0;
      for (const { packed } of this.#waiting) {
        size += packed.body.length;
        if (count === mostWebhooks || (count > 0 && size > largestJob)) break;
        count++;
      }
      group.push(this.#waiting.splice(0, count));
    }
    return group;
  }

  async #store(jobs: readonly WebhooksJob[]): Promise<void> {
    const queue = await this.#queue();
    await queue.addBulk(
      jobs.map((data) => ({ name: "webhooks", data, opts: { jobId: `${webhookIdPrefix}${randomUUID()}` } })),
    );
  }
}
