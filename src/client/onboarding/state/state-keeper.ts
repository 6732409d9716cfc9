import { InvalidInputError } from "../../../errors/index.ts";
import type { SavedState, SaveState } from "./saved-state.ts";
import { OnboardingConflictError, StateNotSavedError } from "./state-errors.ts";

/** Holds the state of an onboarding, and saves every change before anything follows from it. */
export class StateKeeper<State extends SavedState> {
  #state: State;
  readonly #save: SaveState<State>;

  constructor(state: State, save: SaveState<State>) {
    this.#state = state;
    this.#save = save;
  }

  get state(): State {
    return this.#state;
  }

  /**
   * Saves that a call is about to be made. If that fails it is not to be made, and the error's state is the one before.
   *
   * @throws OnboardingConflictError, StateNotSavedError
   */
  async announce(changes: Partial<State>): Promise<void> {
    await this.#advance(changes, (reason) => {
      const whatToDo = this.#state.revision === 0 ? "Call again." : "Load its state, and call again.";
      return new StateNotSavedError(
        this.#state,
        reason,
        `${problemOf(reason)}Nothing was sent after that. ${whatToDo}`,
      );
    });
  }

  /**
   * Saves what was learnt.
   *
   * @throws OnboardingConflictError, StateNotSavedError
   */
  async save(changes: Partial<State>): Promise<void> {
    await this.#advance(changes, (reason, next) => {
      return new StateNotSavedError(next, reason, `${problemOf(reason)}Save the error's state, then go on with it.`);
    });
  }

  async #advance(
    changes: Partial<State>,
    notSaved: (reason: unknown, next: State) => StateNotSavedError<State>,
  ): Promise<void> {
    const next: State = { ...this.#state, ...changes, revision: this.#state.revision + 1 };
    let isSaved: unknown;
    try {
      isSaved = await this.#save(next);
    } catch (reason) {
      throw notSaved(reason, next);
    }
    if (isSaved === false) throw new OnboardingConflictError(next);
    // Nobody knows whether it is stored, so it counts as not.
    if (isSaved !== true) throw notSaved(new InvalidInputError("save", "resolved with neither true nor false."), next);
    this.#state = next;
  }
}

/** What is wrong with `save`, where it is ours to say. What it threw may hold anything. */
function problemOf(reason: unknown): string {
  return reason instanceof InvalidInputError ? `${reason.message} ` : "";
}
