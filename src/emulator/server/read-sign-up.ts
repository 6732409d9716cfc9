import { InvalidInputError } from "../../errors/index.ts";
import { readScenario } from "../../traffic/scenario/read-scenario.ts";
import type { SignUpOptions } from "../sign-up.ts";
import type { EmulatedProvider } from "../world/business.ts";

const names = ["provider", "name", "number", "scenario"];

/**
 * Reads the options of a sign-up that come from outside. Names and numbers are for the sign-up to check.
 *
 * @throws InvalidInputError naming the member.
 */
export function readSignUp(value: unknown): SignUpOptions {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidInputError("The body", "is no JSON object.");
  }
  const unknown = Object.keys(value).some((name) => !names.includes(name));
  if (unknown) throw new InvalidInputError("The body", `has another member than ${names.join(", ")}.`);
  const { provider, name, number, scenario }: Partial<Record<string, unknown>> = { ...value };
  return {
    ...(provider === undefined ? {} : { provider: readProvider(provider) }),
    ...(name === undefined ? {} : { name: readText("name", name) }),
    ...(number === undefined ? {} : { number: readText("number", number) }),
    ...(scenario === undefined ? {} : { scenario: readScenario(scenario) }),
  };
}

function readProvider(value: unknown): EmulatedProvider {
  if (value === "meta" || value === "360dialog") return value;
  throw new InvalidInputError("provider", 'is neither "meta" nor "360dialog".');
}

function readText(field: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new InvalidInputError(field, "is no text.");
}
