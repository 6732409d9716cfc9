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
