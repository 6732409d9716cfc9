import type { Job, Queue } from "bullmq";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { synchronizedKindOf } from "../synchronization/is-bygone.ts";
import type { DoneJob, EventJob } from "./job-data.ts";

// No id of an event holds it.
const separator = "~";

/**
 * The id of the job of an event: that of the event, so that it is there once. Where the same was done in an earlier
 * onboarding of its number, the job of then stays, because others of its lane may stand behind it, and this one gets a
 * number: "history_…~2".
 */
export async function eventJobId(
  event: CoexistenceEvent,
  events: Queue<EventJob | DoneJob>,
  stream: Pick<Stream, "isBygone">,
): Promise<string> {
  if (synchronizedKindOf(event) === undefined) return event.id;
  const isOver = async (time: number): Promise<boolean> => {
    const job = await events.getJob(idOf(event.id, time));
    // The job of an earlier onboarding can be forgotten already, and a later one not.
    if (job === undefined) return (await events.getJob(idOf(event.id, time + 1))) !== undefined;
    const { finishedOn, data } = job;
    return finishedOn !== undefined && "isDone" in data && stream.isBygone(event, new Date(finishedOn));
  };
  let time = 1;
  while (await isOver(time)) time++;
  return idOf(event.id, time);
}

/** The newest job of an event: the one that was given up, if any was, because none comes after it. */
export async function newestJobOf(
  eventId: string,
  events: Queue<EventJob | DoneJob>,
): Promise<Job<EventJob | DoneJob> | undefined> {
  let newest: Job<EventJob | DoneJob> | undefined = await events.getJob(eventId);
  for (let time = 2; ; time++) {
    const next: Job<EventJob | DoneJob> | undefined = await events.getJob(idOf(eventId, time));
    if (next === undefined) return newest;
    newest = next;
  }
}

/** The id of the event that a job is for. */
export function eventIdOf(jobId: string): string {
  return jobId.split(separator, 1)[0] ?? jobId;
}

function idOf(eventId: string, time: number): string {
  return time === 1 ? eventId : `${eventId}${separator}${time}`;
}
