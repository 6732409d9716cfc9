/**
 * Lets everything else run that waits for the event loop. Node, Bun and Deno have `setImmediate`, which waits for
 * nothing; timers are everywhere.
 *
 * @internal
 */
export function pause(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  return new Promise((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}
