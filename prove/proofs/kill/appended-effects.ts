import { readFileSync, statSync, writeFileSync } from "node:fs";
import type { Effect, Store } from "./store.ts";

/** Effects in a file, one line an event: its id, and its facts. */
export function appendedEffects(path: string): Pick<Store, "size" | "unit" | "effects"> {
  writeFileSync(path, "");
  return {
    unit: "bytes of effects",
    size: () => statSync(path).size,
    effects: () =>
      readFileSync(path, "utf8")
        .split("\n")
        .flatMap((line): Effect[] => {
          const [event = "", ...facts] = line.split("\t");
          return facts.map((fact) => ({ event, fact }));
        }),
  };
}
