import type { Job, Queue } from "bullmq";
import { laneOf } from "../deliver/lane-of.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { type CutEvent, cutEvents } from "./cut-events.ts";
import { eventJobId } from "./event-job-id.ts";
import type { Insist } from "./insist.ts";
import { type EventJob, packWebhook, unpackWebhook, type WebhooksJob } from "./job-data.ts";
import { type Placed, placeInLanes } from "./lane-ends.ts";
import type { Records } from "./records.ts";

/** What a router works with. */
export interface RouterParts {
  readonly webhooks: Queue<WebhooksJob>;
  readonly events: Queue<EventJob>;
  readonly records: Records;
  readonly stream: Stream;
  readonly insist: Insist;
  readonly attempts: number;
}

/** An event on its way into the queue of events, by the id of its job. */
interface Routed extends Placed {
  readonly event: CoexistenceEvent;
  readonly data: EventJob;
}

// Where it stands what is being routed.
const routingKey = "routing";
// More jobs make one step no cheaper.
const mostAtOnce = 200;

/**
 * Turns stored webhooks into one job for each event that is not there yet. One router works at a time, so that events of a
 * chat come into its lane as they were stored.
 *
 * Which job that is stands in a record, because BullMQ puts a job whose process ended behind all others, at least on
 * PostgreSQL: the next router finishes it before it begins its own.
 */
export function makeRouter({ webhooks, events, records, stream, insist, attempts }: RouterParts) {
  const known = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const states = await Promise.all(ids.map((id) => events.getJobState(id)));
    return new Set(ids.filter((_, place) => states[place] !== "unknown"));
  };
  const name = async ({ event, part }: CutEvent): Promise<Routed> => {
    const id = await insist(() => eventJobId(event, events, stream));
    return { id, event, lane: laneOf(event), data: { ...packWebhook(part), type: event.type } };
  };
  const put = async (cut: readonly CutEvent[]): Promise<void> => {
    const batch = await Promise.all(cut.map(name));
    const placed = await insist(() => placeInLanes(records, batch, known));
    const jobs = placed.map(([{ id, data }, after]) => ({
      name: data.type,
      data: after === undefined ? data : { ...data, after },
      opts: { jobId: id, attempts, backoff: { type: "custom" } },
    }));
    if (jobs.length > 0) await insist(() => events.addBulk(jobs));
    const added = new Set(placed.map(([{ id }]) => id));
    for (const { id, event } of batch) {
      if (!added.has(id)) stream.observe({ name: "repeated", eventType: event.type, eventId: event.id });
    }
  };
  const route = async ({ data }: Job<WebhooksJob>): Promise<void> => {
    let batch: CutEvent[] = [];
    for (const webhook of data.webhooks) {
      for await (const cut of cutEvents(unpackWebhook(webhook), stream)) {
        batch.push(cut);
        if (batch.length < mostAtOnce) continue;
        await put(batch);
        batch = [];
      }
    }
    await put(batch);
  };
  const finishInterrupted = async (job: Job<WebhooksJob>): Promise<void> => {
    const [id] = await insist(() => records.read([routingKey]));
    if (id === undefined || id === job.id) return;
    const interrupted: Job<WebhooksJob> | undefined = await insist(() => webhooks.getJob(id));
    if (interrupted === undefined || (await insist(() => interrupted.isFailed()))) return;
    try {
      await route(interrupted);
    } catch {
      // It has its own turn to fail in.
      return;
    }
    // Where it is not there any more or somebody holds it, it comes again, and all of it is known.
    await webhooks.remove(id).catch(() => undefined);
  };
  return async (job: Job<WebhooksJob>): Promise<void> => {
    await finishInterrupted(job);
    await insist(() => records.write(new Map([[routingKey, job.id ?? ""]])));
    await route(job);
  };
}
