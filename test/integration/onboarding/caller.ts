import {
  isCoexistenceError,
  MetaClient,
  type Onboarding,
  type OnboardingState,
  type OnboardOptions,
  onboard,
  StateNotSavedError,
} from "../../../src/client/index.ts";

/** How an onboarding ends for whoever called it. */
export type Ending = "done" | "outcome_unknown" | "onboarding_conflict";

export interface Ended {
  readonly ending: Ending;
  readonly onboarding?: Onboarding;
  /** How often `onboard` was called. */
  readonly calls: number;
}

/** Where states are kept. */
export interface Store {
  save(state: OnboardingState): boolean | Promise<boolean>;
  load(): OnboardingState | undefined;
}

export type CallerOptions = Pick<OnboardOptions, "meta" | "settle"> & { code: string; store: Store };

/** A client that leaves every repetition to its caller, so that faults come where they were planned. */
export function clientAt(baseUrl: string, timeout: number): MetaClient {
  const app = { appId: "600000000000006", appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0" };
  return new MetaClient({ ...app, baseUrl, timeout, maxAttempts: 1 });
}

const mostCalls = 50;

/** What an integrator does: after every failure that passes, goes on with what is stored. */
export async function callUntilItEnds({ store, ...options }: CallerOptions): Promise<Ended> {
  for (let calls = 1; calls <= mostCalls; calls++) {
    try {
      const onboarding = await onboard({ ...options, state: store.load(), save: (state) => store.save(state) });
      return { ending: "done", onboarding, calls };
    } catch (error) {
      if (!isCoexistenceError(error)) throw error;
      if (error.code === "outcome_unknown" || error.code === "onboarding_conflict") {
        return { ending: error.code, calls };
      }
      if (error instanceof StateNotSavedError) await bringToSafety(error.state as OnboardingState, store);
      else if (!passes.has(error.code)) throw error;
    }
  }
  throw new Error(`The onboarding did not end after ${mostCalls} calls.`);
}

/** After these the caller goes on. */
const passes = new Set<string>([
  "rate_limited",
  "network_failure",
  "timeout",
  "temporary_failure",
  "unexpected_answer",
]);

async function bringToSafety(state: OnboardingState, store: Store): Promise<void> {
  for (let attempts = 1; attempts <= mostCalls; attempts++) {
    try {
      await store.save(state);
      return;
    } catch {
      // The store is away for a moment.
    }
  }
}
