import { readFile } from "node:fs/promises";
import { isCoexistenceError } from "../../errors/index.ts";
import { readScenario } from "../../traffic/scenario/read-scenario.ts";
import type { Scenario } from "../../traffic/scenario/scenario.ts";
import { UsageError } from "../command.ts";

/**
 * Reads a scenario from a file of JSON.
 *
 * @throws UsageError
 * @internal
 */
export async function readScenarioFile(file: string): Promise<Scenario> {
  return toScenario(parse(await readText(file)));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError("The file of --scenario cannot be read.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError("The file of --scenario is no JSON.");
  }
}

function toScenario(value: unknown): Scenario {
  try {
    return readScenario(value);
  } catch (error) {
    throw isCoexistenceError(error) ? new UsageError(`The file of --scenario: ${error.message}`) : error;
  }
}
