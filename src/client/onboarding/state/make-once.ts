import { type CoexistenceError, isCoexistenceError } from "../../../errors/index.ts";
import type { OutcomeUnknownError } from "../../errors/index.ts";
import type { OneShot } from "./one-shot.ts";
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
  /** Comes before the call and before the news of it. While it fails, nothing is spent. */
  readonly prepare?: (() => Promise<void>) | undefined;
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
 * @throws OutcomeUnknownError where nothing says what became of it, and whatever refuses it or fails before it.
 */
export async function makeOnce<State extends SavedState, Name extends keyof State>(
  once: OnceOnly<State, Name>,
): Promise<void> {
  const { keeper, name, settlement, send } = once;
  const note = (shot: OneShot): Partial<State> => ({ [name]: shot }) as Partial<State>;
  const before = keeper.state[name] as OneShot;
  if (before.status === "refused") throw once.refused();
  if (isSettled(before, settlement)) {
    if (before.status === "sent") await keeper.save(note({ ...before, status: "done" }));
    return;
  }
  if (!isDue(before, settlement)) throw once.interrupted();

  await once.prepare?.();
  const shot = { status: "sent", sentAt: new Date().toISOString() } as const;
  await keeper.announce(note(shot));
  let result: Awaited<ReturnType<typeof send>>;
  try {
    result = await send();
  } catch (error) {
    const status = statusAfter(error, before, once.isFinal);
    if (status === "sent") throw error;
    await keeper.save(note(status === "before" ? before : { ...shot, status }));
    if (status === "already_done") return;
    throw error;
  }
  const { request_id, changes = {} } = result;
  const done: OneShot = { ...shot, status: "done", ...(request_id === undefined ? {} : { request_id }) };
  await keeper.save({ ...changes, ...note(done) });
}

/** Whether a call is still to be made: it was not made yet, or the caller wants it repeated. */
export function isDue({ status }: OneShot, settlement: Settlement | undefined): boolean {
  return status === "open" || (status === "sent" && settlement === "repeat");
}

/** Whether a call was made, as far as the provider or the caller says. */
export function isSettled({ status }: OneShot, settlement: Settlement | undefined): boolean {
  return status === "done" || status === "already_done" || (status === "sent" && settlement === "done");
}

/** What a failure makes of the call. Where its outcome is unknown the state says so already. */
function statusAfter(
  error: unknown,
  before: OneShot,
  isFinal: (refusal: CoexistenceError) => boolean,
): "sent" | "before" | "already_done" | "refused" {
  if (!isCoexistenceError(error) || error.code === "outcome_unknown") return "sent";
  if (error.code === "sync_already_requested") return "already_done";
  // That a repetition was refused says nothing about the first call.
  return before.status === "open" && isFinal(error) ? "refused" : "before";
}
