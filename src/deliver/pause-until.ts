import { CoexistenceError } from "../errors/index.ts";

/**
 * Waits, unless an intake closes meanwhile.
 *
 * @param ending - is aborted when it closes.
 *
 * @throws CoexistenceError `intake_closed` when the signal is aborted.
 */
export async function pauseUntil(ending: AbortSignal, milliseconds: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(new CoexistenceError("intake_closed", "The intake closes."));
    };
    const timer = setTimeout(() => {
      ending.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    if (ending.aborted) end();
    else ending.addEventListener("abort", end, { once: true });
  });
}
