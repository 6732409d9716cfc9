import { InvalidInputError } from "../errors/index.ts";
import type { EligibilityRoute } from "./check.ts";

/**
 * Reads an argument that is a route.
 *
 * @throws InvalidInputError naming `route`.
 */
export function readRoute(value: unknown): EligibilityRoute {
  if (value === "meta" || value === "360dialog") return value;
  throw new InvalidInputError("route", 'is neither "meta" nor "360dialog".');
}
