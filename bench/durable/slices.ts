import { parseWebhook } from "whatsapp-coexistence";
import { splitWebhook } from "../../src/split/split-webhook.ts";
import type { Limit } from "../limits.ts";
import { cpuTime, type Measurement, median, percentile } from "../measure.ts";
import { historyBodies } from "./requests.ts";

/**
 * For how long reading a history of 3 MB holds the event loop: at once, and in slices as an intake does it. In CPU time,
 * that of the garbage collector's threads included: on the clock, a slice is as long as whatever else the machine does.
 */
export async function measureSlices(rounds: number): Promise<[Measurement[], Limit[]]> {
  const whole: number[] = [];
  const longest: number[] = [];
  const slices: number[] = [];
  for (const [round, body] of historyBodies(rounds).entries()) {
    const begun = cpuTime();
    parseWebhook(body);
    const time = cpuTime() - begun;
    const stretches = await readInSlices(body);
    if (round < rounds / 5) continue;
    whole.push(time);
    longest.push(Math.max(...stretches));
    slices.push(...stretches);
  }
  const first = median(whole);
  const measurement = (name: string, milliseconds: number): Measurement => ({
    name,
    milliseconds,
    ratio: milliseconds / first,
  });
  return [
    [
      measurement("parsed at once", first),
      measurement("in slices, the median slice", median(slices)),
      measurement("in slices, p99 of all slices", percentile(slices, 0.99)),
      measurement("in slices, the longest of a history, median", median(longest)),
    ],
    [
      {
        name: "longest stretch for which reading a 3 MB history holds the event loop",
        value: median(longest),
        unit: "ms",
        atMost: 8,
      },
    ],
  ];
}

/** Each stretch between two turns of the event loop, in milliseconds of CPU time. */
async function readInSlices(body: Uint8Array): Promise<number[]> {
  const stretches: number[] = [];
  let isOver = false;
  let last = 0;
  const watching = new Promise<void>((resolve) => {
    const turn = (): void => {
      const now = cpuTime();
      if (last > 0) stretches.push(now - last);
      last = now;
      if (isOver) resolve();
      else setImmediate(turn);
    };
    setImmediate(turn);
  });
  await new Promise((resolve) => setImmediate(resolve));
  for await (const part of splitWebhook(body)) parseWebhook(part);
  isOver = true;
  await watching;
  return stretches;
}
