/** Something to measure: called again and again, each time with everything it needs made anew. */
export type Candidate = () => unknown;

/** One candidate's result. */
export interface Measurement {
  readonly name: string;
  /** Median CPU time of one call, in milliseconds. */
  readonly milliseconds: number;
  /** Compared with the first candidate. */
  readonly ratio: number;
}

/**
 * Measures candidates in turns, one call of each, so that whatever else the machine does hits all of them alike. CPU time
 * and not time on the clock, for the same reason. Medians, after a warm-up of a fifth of the rounds.
 */
export async function measureInTurns(
  candidates: Readonly<Record<string, Candidate>>,
  { rounds, callsPerTurn = 1 }: { rounds: number; callsPerTurn?: number },
): Promise<Measurement[]> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, candidate] of Object.entries(candidates)) {
      const before = process.cpuUsage();
      for (let call = 0; call < callsPerTurn; call++) {
        const result = candidate();
        if (result instanceof Promise) await result;
      }
      const { user, system } = process.cpuUsage(before);
      if (round >= rounds / 5) times.get(name)?.push((user + system) / 1000 / callsPerTurn);
    }
  }
  const medians = [...times].map(([name, values]) => ({ name, milliseconds: median(values) }));
  const first = medians[0]?.milliseconds ?? 1;
  return medians.map(({ name, milliseconds }) => ({ name, milliseconds, ratio: milliseconds / first }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
