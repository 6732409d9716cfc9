/** Something to measure: called again and again, each time with everything it needs made anew. */
export type Candidate = () => unknown;

/** One candidate's result. */
export interface Measurement {
  readonly name: string;
  /** Median of one call, in milliseconds: CPU time, unless something else is said. */
  readonly milliseconds: number;
  /** Compared with the first candidate. */
  readonly ratio: number;
}

/** How candidates are measured. */
export interface Turns {
  readonly rounds: number;
  readonly callsPerTurn?: number;
  /** Default: CPU time. Time on the clock is for what waits. */
  readonly clock?: "cpu" | "time";
  /** Called before each turn of a candidate, and not measured. */
  before?(candidate: string): void;
}

/**
 * Measures candidates in turns, one call of each, so that whatever else the machine does hits all of them alike. CPU time
 * and not time on the clock, for the same reason. Medians, after a warm-up of a fifth of the rounds.
 */
export async function measureInTurns(
  candidates: Readonly<Record<string, Candidate>>,
  { rounds, callsPerTurn = 1, clock = "cpu", before: prepare = () => undefined }: Turns,
): Promise<Measurement[]> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, candidate] of Object.entries(candidates)) {
      prepare(name);
      const before = clock === "cpu" ? cpuTime() : performance.now();
      for (let call = 0; call < callsPerTurn; call++) {
        const result = candidate();
        if (result instanceof Promise) await result;
      }
      const after = clock === "cpu" ? cpuTime() : performance.now();
      if (round >= rounds / 5) times.get(name)?.push((after - before) / callsPerTurn);
    }
  }
  const medians = [...times].map(([name, values]) => ({ name, milliseconds: median(values) }));
  const first = medians[0]?.milliseconds ?? 1;
  return medians.map(({ name, milliseconds }) => ({ name, milliseconds, ratio: milliseconds / first }));
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** @param part - of the values that are smaller: 0.99 for the 99th percentile. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Of this process, all its threads, in milliseconds. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
