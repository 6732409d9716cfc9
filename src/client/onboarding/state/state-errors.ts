import { CoexistenceError } from "../../../errors/index.ts";
import type { SavedState } from "./saved-state.ts";

/**
 * The state of an onboarding could not be saved, because `save` threw or resolved with no boolean. What it threw is in
 * `reason`, and the state to go on with in `state`: after a call that was made, it is the only copy of what came back, so
 * bring it to safety. Where a call was about to be made, it was not made, and `state` is what was saved before.
 *
 * Neither is printed with the error.
 */
export class StateNotSavedError<State extends SavedState = SavedState> extends CoexistenceError {
  override readonly name = "StateNotSavedError";
  /** The state to go on with. It holds the customer's token. */
  declare readonly state: State;
  /** What `save` threw. */
  declare readonly reason: unknown;

  constructor(state: State, reason: unknown, whatToDo: string) {
    super("state_not_saved", `The state of the onboarding ${state.id} could not be saved. ${whatToDo}`);
    Object.defineProperty(this, "state", { value: state, enumerable: false });
    Object.defineProperty(this, "reason", { value: reason, enumerable: false });
  }
}

/**
 * This onboarding was begun before, or another process goes on with it: what is stored is not what this one knew. This one
 * sent nothing more. Load the state; once nothing changes it any more, go on with it. What this one learnt and could not
 * save, such as a token, is in `state`.
 */
export class OnboardingConflictError<State extends SavedState = SavedState> extends CoexistenceError {
  override readonly name = "OnboardingConflictError";
  /** What was to be saved. It is not printed with the error. */
  declare readonly state: State;

  constructor(state: State) {
    super(
      "onboarding_conflict",
      `The onboarding ${state.id} was begun before, or another process goes on with it. Load its state, and go on with that.`,
    );
    Object.defineProperty(this, "state", { value: state, enumerable: false });
  }
}
