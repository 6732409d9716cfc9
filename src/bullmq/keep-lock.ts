import type { Job } from "bullmq";

/**
 * Keeps a job while it is at work. BullMQ's own renewal forgets one that was put back and is at work again a moment later, and
 * its timer goes on where a worker cannot be closed because the database is away.
 *
 * @returns what ends it.
 */
export function keepLock(job: Job, token: string, duration: number): () => void {
  const timer = setInterval(() => void job.extendLock(token, duration).catch(() => undefined), duration / 3);
  return () => clearInterval(timer);
}
