import { InvalidInputError } from "../../../errors/index.ts";
import { isOneShot } from "./one-shot.ts";

/** What every saved onboarding has. It is plain JSON. */
export type SavedState = {
  /** The shape of this object, for a later version of the package. */
  readonly shape: 1;
  /** The onboarding. The same sign-up has the same id in every process. */
  readonly id: string;
  /** Counts the changes, from 1. */
  readonly revision: number;
  /** When it began, as an ISO date. The 24 hours for the synchronization are counted from here. */
  readonly startedAt: string;
};

/**
 * Saves the state of an onboarding, and resolves with `true` **only if nobody else did**: if what is stored under
 * `state.id` has the revision before this one, or if nothing is stored. Else it stores nothing and resolves with `false`.
 * That is one statement in a database, and whether it changed a row:
 *
 * ```text
 * insert into onboarding (id, revision, state) values ($1, $2, $3)
 * on conflict (id) do update set revision = $2, state = $3 where onboarding.revision = $2 - 1
 * ```
 *
 * It is called before every call that can be made only once, and after it. The state holds the customer's token: keep it
 * as you keep tokens.
 */
export type SaveState<State extends SavedState> = (state: State) => boolean | Promise<boolean>;

/**
 * Finds the state of an onboarding by its id: what {@link SaveState} stored last, or nothing. With it, the same call made
 * again, by a second click or after a crash, goes on where the first stopped.
 */
export type LoadState<State extends SavedState> = (
  id: string,
) => State | null | undefined | Promise<State | null | undefined>;

/**
 * Where an onboarding begins or goes on: at the state that was passed, the one that is stored, or the beginning.
 *
 * @param begin - makes the first state, or goes on with one.
 * @throws InvalidInputError for the state of another onboarding.
 */
export async function findState<State extends SavedState>(
  begin: (stored?: State) => State,
  load: LoadState<State> | undefined,
): Promise<State> {
  const first = begin();
  if (first.revision > 0 || load === undefined) return first;
  const stored = await load(first.id);
  if (stored === undefined || stored === null) return first;
  if (stored.id !== first.id) throw new InvalidInputError("load", "found the state of another onboarding.");
  return begin(stored);
}

/**
 * Tells whether a value that was stored can be a saved state.
 *
 * @param shots - the members that say what became of the calls that can be made only once.
 */
export function isSavedState(state: unknown, shots: readonly string[]): boolean {
  const members = Object(state) as Record<string, unknown>;
  const { shape, id, revision, startedAt } = members;
  return (
    shape === 1 &&
    typeof id === "string" &&
    id !== "" &&
    Number.isSafeInteger(revision) &&
    (revision as number) >= 0 &&
    typeof startedAt === "string" &&
    !Number.isNaN(Date.parse(startedAt)) &&
    shots.every((name) => isOneShot(members[name]))
  );
}
