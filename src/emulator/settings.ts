import { CoexistenceError } from "../errors/index.ts";
import { requirePositive } from "../runtime/positive-number.ts";
import type { EmulatorOptions } from "./options.ts";

/** How webhooks are sent, with every default filled in. */
export interface Settings {
  readonly chaos: number;
  readonly pace: number;
  readonly concurrency: number;
  readonly timeout: number;
  readonly retriedFor: number | undefined;
}

/** @throws CoexistenceError `invalid_option`, naming the option. */
export function readSettings(options: EmulatorOptions): Settings {
  const { chaos = 0, pace = 0, concurrency = 8, timeout = 10_000, retriedFor } = options;
  return {
    chaos: requireFrom0("chaos", chaos, 1),
    pace: requireFrom0("pace", pace),
    concurrency: requireWhole("concurrency", concurrency),
    timeout: requirePositive("timeout", timeout, 600_000),
    retriedFor: retriedFor === undefined ? undefined : requireFrom0("retriedFor", retriedFor),
  };
}

function requireWhole(option: string, value: number): number {
  if (Number.isInteger(requirePositive(option, value, 1_000))) return value;
  throw new CoexistenceError("invalid_option", `${option} is no whole number.`);
}

function requireFrom0(option: string, value: number, largest = Number.MAX_VALUE): number {
  return value === 0 ? value : requirePositive(option, value, largest);
}
