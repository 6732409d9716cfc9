import type { Job, Queue } from "bullmq";
import type { DeadLetter, DeadLetters } from "../intake/index.ts";
import { eventIdOf, newestJobOf } from "./event-job-id.ts";
import { type DoneJob, type EventJob, type WebhooksJob, webhookIdPrefix } from "./job-data.ts";

/** The queues that dead letters are in: as jobs that failed. */
export interface DeadLetterQueues {
  readonly webhooks: Queue<WebhooksJob>;
  readonly events: Queue<EventJob | DoneJob>;
}

/** Events that were given up, and webhooks that could not be turned into events. */
export function deadLetterJobs(open: () => Promise<DeadLetterQueues>): DeadLetters {
  return {
    async list({ limit = 100 } = {}) {
      const { webhooks, events } = await open();
      const [lost, given] = await Promise.all([
        webhooks.getJobs("failed", 0, limit - 1, true),
        events.getJobs("failed", 0, limit - 1, true),
      ]);
      const letters = [...lost.flatMap(letterOfWebhooks), ...given.flatMap(letterOfEvent)];
      return letters.sort((left, right) => left.givenUpAt.getTime() - right.givenUpAt.getTime()).slice(0, limit);
    },
    async replay(id) {
      const { webhooks, events } = await open();
      if (id.startsWith(webhookIdPrefix)) return retry(await webhooks.getJob(id));
      const job = await newestJobOf(id, events);
      if (job === undefined || "isDone" in job.data || !(await job.isFailed())) return false;
      await job.updateData({ ...job.data, forgivenStalls: job.stalledCounter });
      return retry(job);
    },
    async drop(id) {
      const { webhooks, events } = await open();
      if (id.startsWith(webhookIdPrefix)) {
        const job = await webhooks.getJob(id);
        return (await job?.isFailed()) === true && (await webhooks.remove(id)) === 1;
      }
      const job = await newestJobOf(id, events);
      if (job === undefined || !(await job.isFailed())) return false;
      // A worker finishes it without a look at it: then it is remembered as done, and stays away when it is sent again.
      await job.updateData({ type: job.data.type, isDone: true });
      return retry(job);
    },
  };
}

/** Two processes may try the same: one of them finds it gone. */
async function retry(job: Job | undefined): Promise<boolean> {
  if (job === undefined) return false;
  try {
    await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
    return true;
  } catch (error) {
    if (await job.isFailed()) throw error;
    return false;
  }
}

/** How often the listeners of an event that was given up were called. The end of a process was a failed call as well. */
export function attemptsOf({ attemptsMade, stalledCounter, data, opts }: Job<EventJob>): number {
  return Math.min(attemptsMade + stalledCounter - (data.forgivenStalls ?? 0), opts.attempts ?? 1);
}

function letterOfEvent(job: Job<EventJob | DoneJob>): DeadLetter[] {
  const { id = "", data } = job;
  // Somebody is dropping it.
  if ("isDone" in data) return [];
  const { type, provider, receivedAt } = data;
  const { failedReason = "", finishedOn = 0 } = job;
  return [
    {
      id: eventIdOf(id),
      type,
      provider,
      attempts: attemptsOf(job as Job<EventJob>),
      reason: failedReason,
      receivedAt: new Date(receivedAt),
      givenUpAt: new Date(finishedOn),
    },
  ];
}

function letterOfWebhooks(job: Job<WebhooksJob>): DeadLetter[] {
  const { id = "", data } = job;
  const [first] = data.webhooks;
  if (first === undefined) return [];
  const { attemptsMade, stalledCounter, failedReason = "", finishedOn = 0 } = job;
  return [
    {
      id,
      type: "unknown",
      provider: first.provider,
      attempts: Math.max(attemptsMade, stalledCounter),
      reason: failedReason,
      receivedAt: new Date(first.receivedAt),
      givenUpAt: new Date(finishedOn),
    },
  ];
}
