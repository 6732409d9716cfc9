import { type Job, type Queue, WaitingError } from "bullmq";

/** A job that a process is at. */
interface WorkingJob {
  readonly job: Job;
  /** Says that it is ours. */
  readonly token: string;
  /** Where it came from. The connection of its worker is closed when it goes back. */
  readonly queue: Queue;
  /** Whether it is begun in any case. PostgreSQL puts what is given back behind all others. */
  readonly keepsPlace?: boolean;
}

/** The jobs that a process is at. When it ends, they go back to where they came from. */
export class WorkingJobs {
  readonly #jobs = new Set<WorkingJob>();
  #isOpen = true;
  #isOver = false;
  #onIdle: () => void = () => undefined;

  get isIdle(): boolean {
    return this.#jobs.size === 0;
  }

  /** Works on a job, unless no more is begun. What fails because the process ends is no failure of the job. */
  async do<Value>(working: WorkingJob, act: () => Promise<Value>): Promise<Value> {
    if (!this.#isOpen && working.keepsPlace !== true) return refuse(working);
    this.#jobs.add(working);
    try {
      return await act();
    } catch (error) {
      if (this.#isOver) return refuse(working);
      throw error;
    } finally {
      this.#jobs.delete(working);
      if (this.isIdle) this.#onIdle();
    }
  }

  /** Begins nothing more, and waits for what is begun, at most for so many milliseconds. */
  async drain(grace: number): Promise<void> {
    this.#isOpen = false;
    if (this.isIdle) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      timer = setTimeout(resolve, grace);
    });
    clearTimeout(timer);
  }

  /** From now on, what fails does so because the process ends. */
  end(): void {
    this.#isOpen = false;
    this.#isOver = true;
  }

  /** Gives back what is still begun, so that nobody has to wait until its lock is over. */
  async giveBack(): Promise<void> {
    await Promise.all([...this.#jobs].map(giveBack));
  }
}

async function giveBack({ job, token, queue }: WorkingJob): Promise<void> {
  // Where that cannot be written, it goes back when its lock is over.
  await queue
    .getBackend()
    .moveJobFromActiveToWait(job.id ?? "", token)
    .catch(() => undefined);
}

async function refuse(working: WorkingJob): Promise<never> {
  await giveBack(working);
  return Promise.reject(new WaitingError());
}
