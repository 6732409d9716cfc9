import type { Limit } from "../limits.ts";
import { type Measurement, median } from "../measure.ts";
import type { ReceiverProcess } from "./receiver-process.ts";
import { echoBodies, sign } from "./requests.ts";
import { Sender } from "./sender.ts";
import { type ReceiverName, receiverNames } from "./wire.ts";

const connections = 64;
const echoes = 4_000;

const names: Readonly<Record<ReceiverName, string>> = {
  unstored: "an intake that keeps nothing and tells nobody",
  memory: "the default intake: nothing stored, the listeners called",
  acknowledging: "stored in SQLite, delivered by another process",
  delivering: "stored in SQLite and delivered by the same process",
};

/** What an acknowledgement takes over HTTP, with so many connections that always wait for one. */
export async function measureAcknowledgement(
  receivers: ReceiverProcess,
  rounds: number,
): Promise<[Measurement[], Measurement[], Limit[]]> {
  const latencies = new Map(receiverNames.map((name) => [name, [] as number[]]));
  const times = new Map(receiverNames.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const name of receiverNames) {
      const requests = sign(echoBodies(echoes));
      await receivers.usage();
      const found = await sendAll(requests, receivers.ports[name]);
      const { cpu } = await receivers.usage();
      await receivers.settled();
      // The first round warms up.
      if (round === 0) continue;
      latencies.get(name)?.push(median(found));
      times.get(name)?.push(cpu / echoes);
    }
  }
  const waits = compare(latencies);
  const costs = compare(times);
  const limits = (["unstored", "memory"] as const).map(
    (control): Limit => ({
      name: `a stored acknowledgement's median against: ${names[control]}`,
      value: medianRatio(latencies, "acknowledging", control),
      unit: "×",
      atMost: 1.3,
    }),
  );
  return [waits, costs, limits];
}

async function sendAll(requests: readonly Buffer[], port: number): Promise<number[]> {
  const latencies: number[] = [];
  const left = requests.values();
  const sendInTurn = async (): Promise<void> => {
    const sender = new Sender(port);
    for (const request of left) {
      const begun = performance.now();
      await sender.send(request);
      latencies.push(performance.now() - begun);
    }
    sender.end();
  };
  await Promise.all(Array.from({ length: connections }, sendInTurn));
  return latencies;
}

type Rounds = ReadonlyMap<ReceiverName, readonly number[]>;

function compare(rounds: Rounds): Measurement[] {
  return receiverNames.map((name) => ({
    name: names[name],
    milliseconds: median(rounds.get(name) ?? []),
    ratio: medianRatio(rounds, name, "unstored"),
  }));
}

/** The median of the ratios of each round: what else the machine does changes from round to round. */
export function medianRatio<Name>(rounds: ReadonlyMap<Name, readonly number[]>, name: Name, control: Name): number {
  const controls = rounds.get(control) ?? [];
  return median((rounds.get(name) ?? []).map((value, round) => value / (controls[round] ?? Number.NaN)));
}
