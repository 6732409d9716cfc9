/**
 * Does work until a time limit passes or the caller's signal says stop, whatever the work makes of its own signal.
 *
 * @returns what the work returned, or why it was given up.
 */
export async function within<Result>(
  milliseconds: number,
  callerSignal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | "timed_out" | "aborted"> {
  if (callerSignal?.aborted) return "aborted";
  // Not `AbortSignal.any`: on Node 20 a signal that is only joined can be collected before it fires.
  const controller = new AbortController();
  let giveUp: (end: "timed_out" | "aborted") => void = () => undefined;
  const end = new Promise<"timed_out" | "aborted">((resolve) => {
    giveUp = (why) => {
      resolve(why);
      controller.abort();
    };
  });
  const abort = (): void => giveUp("aborted");
  const timer = setTimeout(() => giveUp("timed_out"), milliseconds);
  callerSignal?.addEventListener("abort", abort);
  try {
    return await Promise.race([end, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    callerSignal?.removeEventListener("abort", abort);
  }
}
