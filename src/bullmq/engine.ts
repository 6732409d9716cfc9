import {
  createPostgresBackend,
  createRedisBackend,
  type Processor,
  type Queue,
  type Worker,
  withBackend,
} from "bullmq";
import type { Connections } from "./connections.ts";
import type { KnownStore } from "./store.ts";

/** What is set of a worker. */
export interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  readonly skipLockRenewal?: boolean;
  /** For how long finished jobs are kept, in seconds; `true` for not at all. */
  readonly removeOnComplete: { count: 0 } | { age: number };
  /** The wait after an attempt, in milliseconds. */
  backOff?(attempt: number): number;
}

/** BullMQ, bound to a database. */
export interface Engine {
  makeQueue<Data>(name: string): Queue<Data>;
  makeWorker<Data>(name: string, processor: Processor<Data>, settings: WorkerSettings): Worker<Data>;
}

interface Classes {
  readonly Queue: new (name: string, options: object) => unknown;
  readonly Worker: new (name: string, processor: unknown, options: object) => unknown;
}

// BullMQ tells about each job in a stream that nobody of ours reads.
const streams = { events: { maxLen: 100 } };

/**
 * Binds BullMQ to a database. The only place that does: a queue or worker made elsewhere would use a Redis on this
 * machine, whatever it is connected to.
 */
export function bindEngine(kind: KnownStore["kind"], { adding, working }: Connections): Engine {
  const { Queue, Worker } = (kind === "redis"
    ? withBackend(createRedisBackend)
    : withBackend(createPostgresBackend)) as unknown as Classes;
  return {
    makeQueue: <Data>(name: string) => {
      const queue = new Queue(name, { connection: adding, streams }) as Queue<Data>;
      // The store is away: whoever waits for it hears of it.
      queue.on("error", () => undefined);
      return queue;
    },
    makeWorker: <Data>(name: string, processor: Processor<Data>, { backOff, ...settings }: WorkerSettings) => {
      const worker = new Worker(name, processor, {
        ...settings,
        connection: working,
        autorun: false,
        runRetryDelay: 500,
        settings: { backoffStrategy: backOff },
      }) as Worker<Data>;
      worker.on("error", () => undefined);
      return worker;
    },
  };
}
