import { cpus } from "node:os";
import { isHeld, type Limit, printLimit } from "./limits.ts";
import type { Measurement } from "./measure.ts";

/** Measurements that belong together. Their ratios are against the first of them. */
export interface Section {
  readonly title: string;
  readonly measurements: readonly Measurement[];
  /** What is promised of them. */
  readonly limits?: readonly Limit[];
}

/** The sections as data. */
export function describeSections(sections: readonly Section[]) {
  return sections.map(({ limits = [], ...section }) => ({
    ...section,
    limits: limits.map((limit) => ({ ...limit, isHeld: isHeld(limit) })),
  }));
}

/** What the figures were measured with. */
export function describeMachine() {
  const { node, v8 } = process.versions;
  const [cpu] = cpus();
  return {
    node,
    v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model ?? "unknown",
    cores: cpus().length,
  };
}

export function printTables(sections: readonly Section[]): string {
  const { node, v8, platform, cpu, cores } = describeMachine();
  const lines = [`Node ${node}, V8 ${v8}, ${platform}, ${cores} × ${cpu}`];
  for (const { title, measurements, limits = [] } of sections) {
    const width = Math.max(...measurements.map(({ name }) => name.length));
    lines.push("", title);
    for (const { name, milliseconds, ratio } of measurements) {
      lines.push(`  ${name.padEnd(width)}  ${ratio.toFixed(2).padStart(6)} ×  ${printTime(milliseconds).padStart(10)}`);
    }
    for (const limit of limits) lines.push(`  ${printLimit(limit)}`);
  }
  return lines.join("\n");
}

function printTime(milliseconds: number): string {
  return milliseconds < 1 ? `${(milliseconds * 1000).toFixed(1)} µs` : `${milliseconds.toFixed(2)} ms`;
}
