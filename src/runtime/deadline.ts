import { onAbort } from "./on-abort.ts";
import { longestTimer } from "./positive-number.ts";

/** Why a piece of work was given up. */
export type End = "timeout" | "aborted";

/**
 * Does work until a time limit passes or the caller's signal says stop, whatever the work makes of its own signal.
 *
 * The timer holds the controller: joining signals with `AbortSignal.any` loses unheld time limits on Node 20.
 *
 * @returns what the work returned, or why it was given up. What the work throws after that is nobody's.
 * @internal
 */
export async function withDeadline<Result>(
  milliseconds: number,
  callerSignal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | End> {
  if (callerSignal?.aborted) return "aborted";
  const controller = new AbortController();
  let giveUp: (end: End) => void = () => undefined;
  const end = new Promise<End>((resolve) => {
    giveUp = (reason) => {
      resolve(reason);
      controller.abort();
    };
  });
  const timer = setTimeout(() => giveUp("timeout"), Math.min(milliseconds, longestTimer));
  const stopListening = callerSignal && onAbort(callerSignal, () => giveUp("aborted"));
  try {
    return await Promise.race([end, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}
