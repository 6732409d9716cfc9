import { InvalidInputError } from "../errors/index.ts";
import { onAbort } from "../runtime/on-abort.ts";
import { longestTimer } from "../runtime/positive-number.ts";

/** Time as the emulator tells it. */
export interface Clock {
  /** How many of its seconds pass in one of ours. */
  readonly speed: number;
  now(): Date;
  /** Ends after so many of its milliseconds, or at once when it is no longer wanted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A clock that runs faster or slower than ours, from now on. */
export function createClock(speed = 1): Clock {
  if (!(typeof speed === "number" && speed > 0 && speed <= 1_000_000)) {
    throw new InvalidInputError("speed", "is no number above 0, up to 1,000,000.");
  }
  const start = Date.now();
  const begun = performance.now();
  return {
    speed,
    now: () => new Date(start + (performance.now() - begun) * speed),
    async wait(milliseconds, signal) {
      const end = performance.now() + milliseconds / speed;
      // A timer knows no more than 24 days, and may end a moment early: at this speed, that can be minutes.
      for (let left = milliseconds / speed; left > 0 && !signal?.aborted; left = end - performance.now()) {
        await sleep(Math.min(left, longestTimer), signal);
      }
    },
  };
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stopListening?.();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const stopListening = signal && onAbort(signal, end);
  });
}
