import type { Failure, GivenUp, Ledger, Work } from "../deliver/ledger.ts";
import { CoexistenceError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import type { Attempts } from "./attempts.ts";
import type { SqliteDatabase } from "./database.ts";
import type { DeadLetterTable } from "./dead-letter-table.ts";
import type { DoneEvents } from "./done-events.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { StoredWebhook } from "./webhooks.ts";

/** The tables in which it stands what became of events. */
export interface LedgerTables {
  readonly database: SqliteDatabase;
  readonly group: GroupCommit;
  readonly done: DoneEvents;
  readonly attempts: Attempts;
  readonly deadLetters: DeadLetterTable;
}

/** What is known of the events of one part of a webhook. */
export interface LedgerContext {
  readonly part: StoredWebhook;
  /** Whether another process, which has ended, may have been at work on it. */
  readonly isLeftOver: boolean;
  readonly stream: Pick<Stream, "isBygone">;
  /** Throws where another process has taken over: nothing of this one counts any more. */
  requireLead(): void;
}

/** Writes down what becomes of the events of a part. */
export function sqliteLedger(tables: LedgerTables, { part, isLeftOver, stream, requireLead }: LedgerContext): Ledger {
  const { database, group, done, attempts, deadLetters } = tables;
  /** When events were done in an earlier onboarding, which counts no more. */
  const bygone = new Map<string, number>();
  const isBygone = (id: string): boolean => bygone.has(id) && bygone.get(id) === done.doneAt(id)?.getTime();
  return {
    isSettled: async (event) => {
      if (!done.has(event.id)) return false;
      const doneAt = done.doneAt(event.id);
      if (doneAt === undefined || !(await stream.isBygone(event, doneAt))) return true;
      bygone.set(event.id, doneAt.getTime());
      return false;
    },
    begin: ({ id }, before) => {
      // The first attempt is not worth a commit, unless it may have ended a process already.
      if (before === 0 && !isLeftOver) return 1;
      return group.run(() => {
        requireLead();
        const number = Math.max(before, attempts.of(id)) + 1;
        attempts.note(id, number);
        return number;
      });
    },
    done: async (event: CoexistenceEvent, work: readonly Work[]) => {
      let failure: Failure | undefined;
      const commit = (): void => {
        requireLead();
        // Another process may have had the lead while this one stood still: what it has done is not done again.
        if (done.has(event.id) && !isBygone(event.id)) return;
        for (const act of work) failure ??= attempt(() => act(database));
        // Thrown, so that what was done of the work is taken back.
        if (failure !== undefined) throw failure.error;
        done.add(event.id, Date.now());
        attempts.forget(event.id);
      };
      try {
        await group.run(commit, { mayFail: work.length > 0, canWait: true });
      } catch (error) {
        if (failure === undefined) throw error;
      }
      return failure;
    },
    giveUp: (event: CoexistenceEvent, why: GivenUp) =>
      group.run(() => {
        requireLead();
        deadLetters.insert(event, part, why, Date.now());
        attempts.forget(event.id);
      }),
  };
}

function attempt(work: () => unknown): Failure | undefined {
  try {
    const result = work();
    if (!isPromiseLike(result)) return undefined;
    // Its end would come after the commit, and what it throws would be nobody's.
    result.then(undefined, () => undefined);
    throw new CoexistenceError("invalid_option", "What is done in the transaction of an event cannot be asynchronous.");
  } catch (error) {
    return { error };
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
