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

  /** @throws OnboardingConflictError, StateNotSavedError */
  async save(changes: Partial<State>): Promise<void> {
    const state: State = { ...this.#state, ...changes, revision: this.#state.revision + 1 };
    let isSaved: boolean;
    try {
      isSaved = await this.#save(state);
    } catch (reason) {
      throw new StateNotSavedError(state, reason);
    }
    if (isSaved !== true) throw new OnboardingConflictError(state);
    this.#state = state;
  }
}
