import { openSync, readSync } from "node:fs";

const every = 1;
const window = 100;

/**
 * Watches for how long the event loop is held, from now on.
 *
 * On Linux what the process spends waiting for a core is left out: that is the machine's doing. What it spends waiting for
 * the disk counts, because nothing else can run meanwhile.
 *
 * @returns a function that takes the longest stretch of each tenth of a second so far, in milliseconds.
 */
export function watchLoop(): () => number[] {
  const waitedForCore = readWaits();
  let stretches: number[] = [];
  let longest = 0;
  let windowEnd = performance.now() + window;
  let last = performance.now();
  let waited = waitedForCore();
  const look = (): void => {
    const now = performance.now();
    const nowWaited = waitedForCore();
    longest = Math.max(longest, now - last - every - (nowWaited - waited));
    if (now > windowEnd) {
      stretches.push(longest);
      longest = 0;
      windowEnd = now + window;
    }
    last = now;
    waited = nowWaited;
    setTimeout(look, every);
  };
  setTimeout(look, every);
  return () => {
    const taken = stretches;
    stretches = [];
    return taken;
  };
}

/** For how long this thread has waited for a core since it began, in milliseconds. */
function readWaits(): () => number {
  try {
    const file = openSync("/proc/thread-self/schedstat", "r");
    const buffer = Buffer.alloc(128);
    return () => {
      const length = readSync(file, buffer, 0, buffer.length, 0);
      return Number(buffer.toString("latin1", 0, length).split(" ")[1]) / 1e6;
    };
  } catch {
    return () => 0;
  }
}
