import { InvalidInputError } from "../../errors/index.ts";
import { isObject } from "../classify/members.ts";

/**
 * Hands back what is to be sent as JSON, as JSON will have it.
 *
 * @throws InvalidInputError naming the argument, for what is no object or cannot be written.
 */
export function readBody(field: string, value: unknown): Readonly<Record<string, unknown>> {
  const body = printAndParse(field, value);
  if (isObject(body)) return body;
  throw new InvalidInputError(field, "is no object.");
}

function printAndParse(field: string, value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    throw new InvalidInputError(field, "cannot be written as JSON.");
  }
}
