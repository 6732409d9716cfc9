import { type CoexistenceError, isCoexistenceError } from "../../../errors/index.ts";
import type { OutcomeUnknownError } from "../../errors/index.ts";
import { type OneShot, open } from "./one-shot.ts";
import type { SavedState } from "./saved-state.ts";
import type { StateKeeper } from "./state-keeper.ts";

/**
 * What the caller found out about a call whose outcome was unknown.
 *
 * - `done`: it was carried out, for example because its webhooks arrive.
 * - `repeat`: make it again, knowing that this may be the second time.
 */
export type Settlement = "done" | "repeat";

/** A call of an onboarding that can be made only once. */
export interface OnceOnly<State extends SavedState, Name extends keyof State> {
  readonly keeper: StateKeeper<State>;
  /** Where the state keeps what became of it. */
  readonly name: Name;
  readonly settlement?: Settlement | undefined;
  /** Makes the call. What it learns is saved together with the news that it was made. */
  readonly send: () => Promise<{ request_id?: string | undefined; changes?: Partial<State> }>;
  /** The error for a call that an earlier process made. */
  readonly interrupted: () => OutcomeUnknownError;
  /** The error for a call whose refusal was final. */
  readonly refused: () => CoexistenceError;
  /** Whether a refusal is final. */
  readonly isFinal: (refusal: CoexistenceError) => boolean;
}

/**
 * Makes a call that can be made only once, unless it was made before. That it is about to be made is saved first, so that
 * no crash and no second process can lead to a second call.
 *
 * @throws OutcomeUnknownError where nothing says what became of it, and whatever refuses it.
 */
export async function makeOnce<State extends SavedState, Name extends keyof State>(
  once: OnceOnly<State, Name>,
): Promise<void> {
  const { keeper, name, settlement, send } = once;
  const note = (shot: OneShot): Partial<State> => ({ [name]: shot }) as Partial<State>;
  const { status, sentAt } = keeper.state[name] as OneShot;
  if (status === "done" || status === "already_done") return;
  if (status === "refused") throw once.refused();
  if (status === "sent" && settlement === undefined) throw once.interrupted();
  if (status === "sent" && settlement === "done") {
    return keeper.save(note({ status: "done", ...(sentAt === undefined ? {} : { sentAt }) }));
  }

  const shot = { status: "sent", sentAt: new Date().toISOString() } as const;
  await keeper.save(note(shot));
  let result: Awaited<ReturnType<typeof send>>;
  try {
    result = await send();
  } catch (error) {
    const next = afterFailure(error, once.isFinal);
    if (next !== undefined) await keeper.save(note(next.status === "open" ? next : { ...shot, ...next }));
    if (next?.status === "already_done") return;
    throw error;
  }
  const { request_id, changes = {} } = result;
  const done: OneShot = { ...shot, status: "done", ...(request_id === undefined ? {} : { request_id }) };
  await keeper.save({ ...changes, ...note(done) });
}

/** What a failure makes of the call. Nothing: its outcome is unknown, as the state says already. */
function afterFailure(error: unknown, isFinal: (refusal: CoexistenceError) => boolean): OneShot | undefined {
  if (!isCoexistenceError(error) || error.code === "outcome_unknown") return undefined;
  if (error.code === "sync_already_requested") return { status: "already_done" };
  return isFinal(error) ? { status: "refused" } : open;
}
