import { format, inspect } from "node:util";
import { tell } from "./messages.ts";

const global = globalThis as { printedAt?: (line: number) => (...values: unknown[]) => void };

global.printedAt =
  (line) =>
  (...values) => {
    const inspected = values.map((value) => inspect(value, { breakLength: Number.POSITIVE_INFINITY }));
    tell({ type: "printed", line, writings: [format(...values), inspected.join(" "), values.map(asJson).join(" ")] });
  };

function asJson(value: unknown): string {
  return typeof value === "bigint" ? String(value) : String(JSON.stringify(value));
}
