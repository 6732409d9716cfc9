import { setTimeout } from "node:timers/promises";
import type { Job, Queue, Worker } from "bullmq";
import { waitAfter } from "../deliver/back-off.ts";
import { EventGivenUpError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import type { EventType } from "../model/index.ts";
import type { Connections } from "./connections.ts";
import { attemptsOf } from "./dead-letter-jobs.ts";
import { bindEngine } from "./engine.ts";
import { eventIdOf } from "./event-job-id.ts";
import { makeEventProcessor } from "./event-worker.ts";
import { makeInsist } from "./insist.ts";
import type { DoneJob, EventJob, WebhooksJob } from "./job-data.ts";
import { keepLock } from "./keep-lock.ts";
import type { Records } from "./records.ts";
import { makeRouter } from "./router.ts";
import type { Settings } from "./settings.ts";
import type { KnownStore } from "./store.ts";
import { Successors } from "./successors.ts";
import { WorkingJobs } from "./working-jobs.ts";

// A process that has vanished is waited for this long, in milliseconds, before others take what it was at.
const eventLock = 10_000;
const routerLock = 3_000;
// How often each process looks for such jobs, in milliseconds. It takes two looks to find one.
const stalledInterval = 1_000;
// A webhook that ends every process that looks at it must not do so for ever.
const mostRouterStalls = 20;
const undone = ["waiting", "active", "delayed"] as const;
const dayInSeconds = 24 * 60 * 60;
// For how long a worker that closes may still take a job, in milliseconds.
const lastFetch = 100;
const longestBackOff = 60_000;

/** The queues and workers of a process, on connections that are open. */
export class Station {
  readonly webhooks: Queue<WebhooksJob>;
  readonly events: Queue<EventJob | DoneJob>;
  readonly records: Records;
  readonly #settings: Settings;
  readonly #stream: Stream;
  readonly #ending = new AbortController();
  readonly #workers: Worker[] = [];
  readonly #working = new WorkingJobs();
  readonly #wakes = new Set<Promise<void>>();

  constructor(kind: KnownStore["kind"], connections: Connections, stream: Stream, settings: Settings) {
    this.#settings = settings;
    this.#stream = stream;
    this.records = connections.records;
    const { name, deliver } = settings;
    const engine = bindEngine(kind, connections);
    this.webhooks = engine.makeQueue(`${name}-webhooks`);
    this.events = engine.makeQueue(`${name}-events`);
    if (!deliver) return;
    this.#workers.push(this.#makeRouter(engine), this.#makeDeliverer(engine));
  }

  /** Resolves when everything can work. */
  async isReady(): Promise<void> {
    await Promise.all([this.webhooks, this.events, ...this.#workers].map((part) => part.waitUntilReady()));
    await this.webhooks.setGlobalConcurrency(1);
    for (const worker of this.#workers) void worker.run().catch(() => undefined);
  }

  /** How many jobs are not done, and since when the oldest of them waits. */
  async backlog(): Promise<{ count: number; since: number }> {
    const queues: Queue[] = [this.webhooks, this.events];
    const counts = await Promise.all(queues.map((queue) => queue.getJobCounts(...undone)));
    const count = counts.flatMap((each) => Object.values(each)).reduce((sum, each) => sum + each, 0);
    if (count === 0) return { count, since: Date.now() };
    const oldest = await Promise.all(
      queues.flatMap((queue) => undone.map((state) => queue.getJobs(state, 0, 0, true))),
    );
    return { count, since: Math.min(Date.now(), ...oldest.flat().map(({ timestamp }) => timestamp)) };
  }

  /** Takes no more jobs, and waits for the listeners at work, at most for so many milliseconds. */
  async drain(grace: number): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.pause(true).catch(() => undefined)));
    await this.#working.drain(grace);
  }

  /** Closes what is open, and gives back what is still at work. */
  async close(): Promise<void> {
    this.#working.end();
    this.#ending.abort();
    const { isIdle } = this.#working;
    await Promise.all(this.#workers.map((worker) => worker.close(!isIdle).catch(() => undefined)));
    // Not before: a worker that is told to close while it waits for a job takes one more, which goes back as well.
    if (!isIdle) await setTimeout(lastFetch);
    await this.#working.giveBack();
    await Promise.all(this.#wakes);
    await Promise.all([this.webhooks, this.events].map((queue) => queue.close().catch(() => undefined)));
  }

  #makeRouter(engine: ReturnType<typeof bindEngine>): Worker {
    const { attempts } = this.#settings;
    const { records } = this;
    const insist = makeInsist(this.#ending.signal);
    const events = this.events as Queue<EventJob>;
    const route = makeRouter({ webhooks: this.webhooks, events, records, stream: this.#stream, insist, attempts });
    const routeLocked = async (job: Job<WebhooksJob>, token: string): Promise<void> => {
      const stopRenewing = keepLock(job, token, routerLock);
      await route(job).finally(stopRenewing);
    };
    const worker = engine.makeWorker<WebhooksJob>(
      this.webhooks.name,
      (job, token = "") =>
        this.#working.do({ job, token, queue: this.webhooks, keepsPlace: true }, () => routeLocked(job, token)),
      {
        concurrency: 1,
        lockDuration: routerLock,
        stalledInterval,
        maxStalledCount: mostRouterStalls,
        skipLockRenewal: true,
        removeOnComplete: { count: 0 },
      },
    );
    worker.on("failed", (job) => {
      if (job?.finishedOn !== undefined)
        this.#tellGivenUp("unknown", job.id, Math.max(job.attemptsMade, job.stalledCounter));
    });
    return worker as Worker;
  }

  #makeDeliverer(engine: ReturnType<typeof bindEngine>): Worker {
    const { lease, attempts, concurrency, retryAfter, remember } = this.#settings;
    const successors = new Successors(this.events as Queue<EventJob>, this.records);
    const insist = makeInsist(this.#ending.signal);
    const process = makeEventProcessor({
      stream: this.#stream,
      successors,
      insist,
      lease,
      attempts,
      lockDuration: eventLock,
    });
    const backOff = { first: retryAfter, longest: Math.max(retryAfter, longestBackOff) };
    const worker = engine.makeWorker<EventJob | DoneJob>(
      this.events.name,
      (job, token = "") => this.#working.do({ job, token, queue: this.events }, () => process(job, token)),
      {
        concurrency,
        lockDuration: eventLock,
        stalledInterval: 2 * stalledInterval,
        // The processor counts them itself, as attempts.
        maxStalledCount: 1_000_000,
        skipLockRenewal: true,
        removeOnComplete: { age: remember * dayInSeconds },
        // PostgreSQL takes whole milliseconds only.
        backOff: (attempt) => Math.ceil(waitAfter(attempt, backOff)),
      },
    );
    const wake = (id = ""): void => {
      const woken = insist(() => successors.wakeAfter(id)).catch(() => undefined);
      this.#wakes.add(woken);
      void woken.then(() => this.#wakes.delete(woken));
    };
    worker.on("completed", ({ id }) => wake(id));
    worker.on("failed", (job) => {
      if (job?.finishedOn === undefined) return;
      wake(job.id);
      this.#tellGivenUp(job.data.type, eventIdOf(job.id ?? ""), attemptsOf(job as Job<EventJob>));
    });
    return worker as Worker;
  }

  #tellGivenUp(eventType: EventType, eventId = "", attempts: number): void {
    this.#stream.observe({ name: "given_up", eventType, eventId, attempts });
    this.#stream.report(new EventGivenUpError(eventType, eventId, attempts));
  }
}
