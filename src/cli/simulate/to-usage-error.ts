import { InvalidInputError } from "../../errors/index.ts";
import { UsageError } from "../command.ts";

/** What the arguments of the library's function are called on the command line. */
const names: Readonly<Record<string, string>> = {
  url: "The address",
  "scenario.history": "--history",
  "scenario.customers": "--customers",
  "scenario.seed": "--seed",
  numbers: "--numbers",
  chaos: "--chaos",
  speed: "--speed",
  appSecret: "APP_SECRET",
  platformSecret: "PLATFORM_SECRET",
  webhookHeaders: "WEBHOOK_TOKEN",
  verifyToken: "VERIFY_TOKEN",
};

/**
 * Turns what the library says of an argument into what it means on the command line. Values are in neither.
 *
 * @internal
 */
export function toUsageError(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const name = names[error.field];
  return new UsageError(name === undefined ? error.message : name + error.message.slice(error.field.length));
}
