import { DelayedError, type Job, type Processor, UnrecoverableError } from "bullmq";
import { attemptDelivery } from "../deliver/attempt.ts";
import { describeFailure } from "../deliver/describe-failure.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { eventIdOf } from "./event-job-id.ts";
import type { Insist } from "./insist.ts";
import { type DoneJob, type EventJob, unpackWebhook } from "./job-data.ts";
import { keepLock } from "./keep-lock.ts";
import type { Successors } from "./successors.ts";

/** What delivering an event takes. */
export interface EventWorkerParts {
  readonly stream: Stream;
  readonly successors: Successors;
  readonly insist: Insist;
  readonly lease: number;
  readonly attempts: number;
  /** For how long a job is this process's, in milliseconds, unless it says so again. */
  readonly lockDuration: number;
}

// For how long an event waits that nobody wakes, in milliseconds: each time twice as long. It is woken when its turn comes,
// unless a process dies at that very moment; to look often would cost the more the longer its chat stands still.
const firstWait = 1_000;
const longestWait = 600_000;

/** Delivers the event of a job, or puts it back where the one before it in its lane is not settled. */
export function makeEventProcessor(parts: EventWorkerParts): Processor<EventJob | DoneJob> {
  return async (job, token = "") => {
    if ("isDone" in job.data) return;
    const { after } = job.data;
    if (after !== undefined && job.attemptsMade === 0) await waitForTurn(job, after, token, parts);
    const stopRenewing = keepLock(job, token, parts.lockDuration);
    try {
      await deliverOnce(job as Job<EventJob>, parts);
    } finally {
      stopRenewing();
    }
  };
}

/** How many times the listeners were called already. Each time that the process ended meanwhile was one. */
function attemptsBefore({ attemptsMade, stalledCounter, data }: Job<EventJob>): number {
  return attemptsMade + stalledCounter - (data.forgivenStalls ?? 0);
}

async function deliverOnce(job: Job<EventJob>, parts: EventWorkerParts): Promise<void> {
  const { stream, insist, lease, attempts } = parts;
  const before = attemptsBefore(job);
  if (before >= attempts && job.attemptsMade < attempts)
    throw withoutStack(new UnrecoverableError("The process ended while its listeners were called."));
  // A dashboard's own retry does not begin to count anew: it is one attempt more.
  const number = Math.min(before + 1, attempts);
  const failure = await attemptDelivery(eventOf(job, stream), stream, {
    number,
    lease,
    joins: false,
    done: async () => {
      // Before the job is finished, because that can fail when the process has lost the job meanwhile. And eight days of
      // finished jobs had better be small.
      const done: DoneJob = { type: job.data.type, isDone: true };
      await insist(() => (job as Job<EventJob | DoneJob>).updateData(done));
      return undefined;
    },
  });
  if (failure === undefined) return;
  const reason = describeFailure(failure.error);
  throw withoutStack(number >= attempts ? new UnrecoverableError(reason) : new Error(reason));
}

function eventOf({ id = "", data }: Job<EventJob>, stream: Stream): CoexistenceEvent {
  const events = stream.parse(unpackWebhook(data));
  const event = events.find((candidate) => candidate.id === eventIdOf(id));
  if (event === undefined) throw withoutStack(new Error("The event is not in its webhook any more."));
  return event;
}

async function waitForTurn(
  job: Job,
  after: string,
  token: string,
  { successors, insist }: EventWorkerParts,
): Promise<void> {
  const { id = "", attemptsStarted } = job;
  if (await insist(() => successors.isSettled(after))) return;
  await insist(() => successors.note(id, after));
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(attemptsStarted - 1, 10));
  await job.moveToDelayed(Date.now() + wait, token);
  void successors.lookAgain(id, after).catch(() => undefined);
  return Promise.reject(new DelayedError());
}

/** It would be stored with the job, time and again. */
function withoutStack(error: Error): Error {
  error.stack = "";
  return error;
}
