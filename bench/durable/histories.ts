import type { Limit } from "../limits.ts";
import { type Measurement, median, percentile } from "../measure.ts";
import { medianRatio } from "./acknowledgement.ts";
import type { ReceiverProcess } from "./receiver-process.ts";
import { echoBodies, historyBodies, sign } from "./requests.ts";
import { Sender } from "./sender.ts";

const seconds = 9;
const echoes = 300 * seconds;
const echoConnections = 64;
const histories = 36;
const historyConnections = 3;

type Load = "alone" | "beside";

/** What echoes wait for their acknowledgement, alone and while histories of 3 MB pour in. */
export async function measureHistories(
  receivers: ReceiverProcess,
  rounds: number,
): Promise<[Measurement[], Measurement[], Limit[]]> {
  const perLoad = () =>
    new Map<Load, number[]>([
      ["alone", []],
      ["beside", []],
    ]);
  const [waits, medians, stretches, longest] = [perLoad(), perLoad(), perLoad(), perLoad()];
  const commits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const load of ["alone", "beside"] as const) {
      const echoRequests = sign(echoBodies(echoes));
      const historyRequests = load === "alone" ? [] : sign(historyBodies(histories));
      await receivers.usage();
      const [found] = await Promise.all([
        sendEvenly(echoRequests, receivers.ports.delivering, echoConnections),
        sendEvenly(historyRequests, receivers.ports.delivering, historyConnections),
      ]);
      const usage = await receivers.usage();
      await receivers.settled();
      waits.get(load)?.push(percentile(found, 0.99));
      medians.get(load)?.push(median(found));
      stretches.get(load)?.push(median(usage.stretches));
      longest.get(load)?.push(percentile(usage.stretches, 0.95));
      if (load === "beside") commits.push(median(usage.commits));
    }
  }
  const describe = (what: string, values: ReadonlyMap<Load, readonly number[]>): Measurement[] => [
    { name: `${what}, echoes alone`, milliseconds: median(values.get("alone") ?? []), ratio: 1 },
    {
      name: `${what}, with histories`,
      milliseconds: median(values.get("beside") ?? []),
      ratio: medianRatio(values, "beside", "alone"),
    },
  ];
  return [
    [...describe("p99", waits), ...describe("median", medians)],
    [
      ...describe("longest stretch of a tenth of a second, median", stretches),
      ...describe("the same, 95th percentile", longest),
      {
        name: "one commit, with histories, median",
        milliseconds: median(commits),
        ratio: median(commits) / median(stretches.get("alone") ?? []),
      },
    ],
    [
      {
        name: "an echo's p99 with histories against its p99 without",
        value: medianRatio(waits, "beside", "alone"),
        unit: "×",
        atMost: 2,
      },
    ],
  ];
}

/**
 * Sends requests evenly over the time of a round, each when it is due and a connection is free.
 *
 * @returns how long each answer took from the moment its request was sent, or had to wait for a connection.
 */
async function sendEvenly(requests: readonly Buffer[], port: number, connections: number): Promise<number[]> {
  const latencies: number[] = [];
  const begun = performance.now();
  const due: { readonly request: Buffer; readonly since: number }[] = [];
  const idle: ((isOver: boolean) => void)[] = [];
  const sendDue = async (): Promise<void> => {
    const sender = new Sender(port);
    for (;;) {
      const next = due.shift();
      if (next !== undefined) {
        await sender.send(next.request);
        latencies.push(performance.now() - next.since);
      } else if (await new Promise<boolean>((resolve) => idle.push(resolve))) break;
    }
    sender.end();
  };
  const senders = Array.from({ length: connections }, sendDue);
  for (let sent = 0; sent < requests.length; await new Promise((resolve) => setTimeout(resolve, 1))) {
    const now = performance.now();
    const until = Math.min(requests.length, Math.floor(((now - begun) / 1000 / seconds) * requests.length) + 1);
    for (; sent < until; sent++) {
      due.push({ request: requests[sent] as Buffer, since: now });
      idle.shift()?.(false);
    }
  }
  const over = setInterval(() => {
    for (const resolve of idle.splice(0)) resolve(true);
  }, 5);
  await Promise.all(senders);
  clearInterval(over);
  return latencies;
}
