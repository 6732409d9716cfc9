import type { SimulationProgress } from "./progress.ts";
import type { SimulatedNumber } from "./simulated-number.ts";

/** How often somebody is told, in milliseconds. */
const interval = 100;

/**
 * Tells at once, and from then on, how the numbers are doing.
 *
 * @param stop - ends the simulation, because whoever is told threw.
 * @returns what tells it once more, and ends that. It throws what was thrown.
 */
export function tellProgress(
  onProgress: ((progress: SimulationProgress) => void) | undefined,
  numbers: readonly SimulatedNumber[],
  stop: () => void,
): { end(): void } {
  if (onProgress === undefined) return { end: () => undefined };
  let thrown: { readonly error: unknown } | undefined;
  const tell = (): void => {
    if (thrown !== undefined) return;
    try {
      onProgress({ numbers: numbers.map(({ progress }) => progress) });
    } catch (error) {
      thrown = { error };
      stop();
    }
  };
  tell();
  const timer = setInterval(tell, interval);
  return {
    end() {
      clearInterval(timer);
      tell();
      if (thrown !== undefined) throw thrown.error;
    },
  };
}
