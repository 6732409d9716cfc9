import { CoexistenceError } from "../../errors/index.ts";
import type { Case } from "./case.ts";
import { acceptance } from "./cases/acceptance.ts";
import { close } from "./cases/close.ts";
import { deadLetters } from "./cases/dead-letters.ts";
import { delivery } from "./cases/delivery.ts";
import { durability } from "./cases/durability.ts";
import { once } from "./cases/once.ts";
import { order } from "./cases/order.ts";
import { synchronizations } from "./cases/synchronizations.ts";
import type { IntakePart } from "./intake-under-test.ts";

const parts: Readonly<Record<IntakePart, readonly Case[]>> = {
  acceptance,
  durability,
  once,
  order,
  delivery,
  "dead letters": deadLetters,
  synchronizations,
  close,
};

/** The cases of these parts, or of all. */
export function casesOf(wanted: readonly IntakePart[] | undefined): { part: IntakePart; promise: Case }[] {
  const all = Object.keys(parts) as IntakePart[];
  const stranger = wanted?.find((part) => !all.includes(part));
  if (stranger !== undefined) {
    throw new CoexistenceError("invalid_option", `parts: "${stranger}" is none of ${all.join(", ")}.`);
  }
  return all
    .filter((part) => wanted === undefined || wanted.includes(part))
    .flatMap((part) => parts[part].map((promise) => ({ part, promise })));
}
