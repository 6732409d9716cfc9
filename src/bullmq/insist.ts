import { pauseUntil } from "../deliver/pause-until.ts";

/** Tries something again and again while the store is away, until it succeeds or the intake closes. */
export type Insist = <Value>(act: () => Promise<Value>) => Promise<Value>;

const waits = [50, 100, 200, 400];
const longestWait = 1_000;

/** @param ending - is aborted when the intake closes. What is under way then rejects, and comes again. */
export function makeInsist(ending: AbortSignal): Insist {
  return async (act) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await act();
      } catch (error) {
        if (ending.aborted) throw error;
        await pauseUntil(ending, waits[attempt] ?? longestWait);
      }
    }
  };
}
