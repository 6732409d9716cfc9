import type { Scenario } from "../../traffic/scenario/scenario.ts";
import { UsageError } from "../command.ts";
import { parseArguments } from "../parse-arguments.ts";

/** What `simulate` was asked for. Whether the values are sensible is for the library to say. */
export interface SimulateOptions {
  readonly url: string;
  readonly route: "meta" | "360dialog" | undefined;
  /** What is to be different from the scenario of the file, or from the usual one. */
  readonly scenario: Scenario;
  /** The file with the scenario. */
  readonly file: string | undefined;
  readonly numbers: number | undefined;
  readonly chaos: number | undefined;
  readonly speed: number | undefined;
  /** One line of JSON instead of tables. */
  readonly json: boolean;
}

/**
 * Reads the arguments of `simulate`.
 *
 * @throws UsageError
 * @internal
 */
export function readArguments(args: string[]): SimulateOptions {
  const { values, positionals } = parseArguments(args, {
    history: { type: "string" },
    customers: { type: "string" },
    numbers: { type: "string" },
    chaos: { type: "string" },
    seed: { type: "string" },
    speed: { type: "string" },
    scenario: { type: "string" },
    route: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [url, ...others] = positionals;
  if (url === undefined) throw new UsageError("Name the address of a webhook.");
  if (others.length > 0) throw new UsageError("Simulate one webhook at a time.");
  const { history, route } = values;
  const customers = readNumber("--customers", values.customers);
  const seed = readNumber("--seed", values.seed);
  return {
    url,
    route: readRoute(route),
    scenario: {
      ...(history === undefined ? {} : { history: readHistory(history) }),
      ...(customers === undefined ? {} : { customers }),
      ...(seed === undefined ? {} : { seed }),
    },
    file: values.scenario,
    numbers: readNumber("--numbers", values.numbers),
    chaos: readNumber("--chaos", values.chaos),
    speed: readNumber("--speed", values.speed),
    json: values.json,
  };
}

function readHistory(text: string): Scenario["history"] {
  return text === "declined" || text === "nothing" ? text : readNumber("--history", text);
}

function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  // As people write it: 1000000, 1_000_000 or 1,000,000.
  const digits = /^\d{1,3}([_,]\d{3})+$/.test(text) ? text.replace(/[_,]/g, "") : text;
  if (/^-?\d+(\.\d+)?$/.test(digits)) return Number(digits);
  throw new UsageError(`${option} takes a number${option === "--history" ? ", declined or nothing" : ""}.`);
}

function readRoute(route: string | undefined): SimulateOptions["route"] {
  if (route === undefined || route === "meta" || route === "360dialog") return route;
  throw new UsageError("There is no such route. There are: --route meta or --route 360dialog.");
}
