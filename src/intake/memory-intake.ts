import { Once } from "../dedupe/once.ts";
import { CoexistenceError, isListenerError, ListenerError, type ListenerFailure } from "../errors/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { longestTimer, requirePositive } from "../runtime/positive-number.ts";
import { within } from "../runtime/within.ts";
import type { Intake, IntakeFactory, Stream, VerifiedWebhook } from "./intake.ts";

/** Options of {@link memoryIntake}. */
export interface MemoryIntakeOptions {
  /**
   * How long the listeners may take, in milliseconds, before the sender is asked to try again. They go on meanwhile, and
   * the repeated webhook waits for them instead of starting them again. Default: 4000, because 360dialog counts a
   * webhook as failed after five seconds.
   */
  deadline?: number;
  /** How many of the newest events are remembered as done. Default: 100,000, about 10 MB. */
  remember?: number;
}

/**
 * The default intake: nothing is stored. The sender gets its 200 when the listeners are done, so its own repetitions are
 * what makes up for a crash; a webhook is safe only because an unanswered one comes again.
 *
 * What was done is remembered in memory, bounded, and until the process ends. A sender repeats for seven days. An event
 * counts as done when all its listeners are; where one fails, all of them get it again. A listener that never ends is
 * waited for by every repetition, so give what it calls a time limit.
 *
 * @throws {@link CoexistenceError} with code `invalid_option` for a deadline or size that is not a positive number.
 * @example
 * ```ts
 * import { createCoexistence, memoryIntake } from "whatsapp-coexistence";
 *
 * const coexistence = createCoexistence({
 *   appSecret: "0123456789abcdef0123456789abcdef",
 *   intake: memoryIntake({ deadline: 2_000 }),
 * });
 * await coexistence.close();
 * ```
 */
export function memoryIntake({ deadline = 4_000, remember = 100_000 }: MemoryIntakeOptions = {}): IntakeFactory {
  requirePositive("memoryIntake: deadline", deadline, longestTimer);
  requirePositive("memoryIntake: remember", remember);
  return (stream) => new MemoryIntake(stream, deadline, remember);
}

class MemoryIntake implements Intake {
  readonly #stream: Stream;
  readonly #deadline: number;
  readonly #once: Once;
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  constructor(stream: Stream, deadline: number, remember: number) {
    this.#stream = stream;
    this.#deadline = deadline;
    this.#once = new Once(remember);
  }

  async accept(webhook: VerifiedWebhook): Promise<void> {
    if (this.#closed) throw new CoexistenceError("intake_closed", "The intake is closed and accepts nothing more.");
    const delivery = this.#deliver(webhook);
    const settled = delivery.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay.add(settled);
    settled.then(() => this.#underWay.delete(settled));
    await this.#inTime(delivery);
  }

  async close(): Promise<void> {
    this.#closed = true;
    // As long as a webhook may take, and no longer: a listener that hangs must not keep the process from ending.
    await this.#inTime(Promise.all(this.#underWay)).catch(() => undefined);
  }

  /** Delivers one event after the other. One that fails does not keep the rest from being delivered. */
  async #deliver(webhook: VerifiedWebhook): Promise<void> {
    const failures: ListenerFailure[] = [];
    for (const event of this.#stream.parse(webhook)) {
      try {
        const isNew = await this.#once.do(
          event.id,
          () => this.#dispatch(event),
          (doneAt) => this.#stream.isBygone(event, doneAt),
        );
        if (!isNew) this.#stream.observe({ name: "repeated", eventType: event.type, eventId: event.id });
      } catch (error) {
        failures.push(...failuresOf(error, event));
      }
    }
    if (failures.length > 0) throw new ListenerError(failures);
  }

  async #dispatch(event: CoexistenceEvent): Promise<void> {
    const about = { eventType: event.type, eventId: event.id, attempt: 1 };
    const begun = performance.now();
    const end = (): number => performance.now() - begun;
    try {
      await this.#stream.dispatch(event);
    } catch (error) {
      this.#stream.observe({ name: "failed", ...about, milliseconds: end() });
      throw error;
    }
    const lag = Math.max(0, Date.now() - event.receivedAt.getTime());
    this.#stream.observe({ name: "delivered", ...about, milliseconds: end(), lag });
  }

  async #inTime(delivery: Promise<unknown>): Promise<void> {
    const late = `The listeners were not done after ${this.#deadline} ms. The sender is asked to try again; they go on.`;
    await within(this.#deadline, delivery, () => new CoexistenceError("deadline_exceeded", late));
  }
}

function failuresOf(error: unknown, event: CoexistenceEvent): readonly ListenerFailure[] {
  if (isListenerError(error)) return error.failures;
  return [{ eventType: event.type, eventId: event.id, error }];
}
