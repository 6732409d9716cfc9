import * as z from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import type { Scenario, ScenarioStep } from "./scenario.ts";

const count = z.int().min(1).max(100_000).optional();
const side = z.enum(["staff", "customer"]).optional();

const Step = z.discriminatedUnion("do", [
  z.strictObject({ do: z.enum(["message", "echo", "status"]), count }),
  z.strictObject({ do: z.enum(["reaction", "contacts", "offboard", "reconnect"]) }),
  z.strictObject({ do: z.enum(["edit", "revoke"]), by: side }),
  z.strictObject({ do: z.literal("burst"), bytes: z.int().min(8_192).max(3_145_728).optional() }),
  z.strictObject({ do: z.literal("wait"), seconds: z.number().min(0).max(31_536_000) }),
  z.strictObject({
    do: z.literal("disconnect"),
    // WhatsApp may add reasons, and an application should be tried with one it does not know.
    reason: z
      .string()
      .regex(/^[A-Z][A-Z_]{0,63}$/, "is no reason such as PRIMARY_INACTIVITY")
      .optional(),
  }),
]) satisfies z.ZodType<ScenarioStep>;

const Steps = z.array(Step);

const Whole = z.strictObject({
  seed: z.int().min(-2_147_483_648).max(2_147_483_647).optional(),
  customers: z.int().min(1).max(100_000).optional(),
  history: z
    .union([z.int().min(0).max(1_000_000), z.enum(["declined", "nothing"])], {
      error: 'Expected a whole number from 0 to 1000000, "declined" or "nothing"',
    })
    .optional(),
  chunkSize: z.int().min(1).max(5_000).optional(),
  onboardedAt: z
    .union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
      error: "Expected a date and time in ISO 8601, such as 2026-09-01T08:00:00Z",
    })
    .optional(),
  afterwards: Steps.optional(),
}) satisfies z.ZodType<Scenario>;

/**
 * Reads a scenario that comes from outside, such as from a file of JSON. There `onboardedAt` is a text, in ISO 8601.
 *
 * @throws `InvalidInputError` with the place and what is wrong there.
 * @example
 * ```ts
 * import { readScenario } from "whatsapp-coexistence/testing";
 *
 * const scenario = readScenario(JSON.parse('{ "seed": 7, "history": 5000, "afterwards": [{ "do": "disconnect" }] }'));
 * console.log(scenario.history); // 5000
 * ```
 */
export function readScenario(value: unknown): Scenario {
  return read(Whole, value, "scenario");
}

/**
 * Reads the steps of a scenario that come from outside.
 *
 * @throws InvalidInputError with the place and what is wrong there.
 * @internal
 */
export function readSteps(value: unknown): ScenarioStep[] {
  return read(Steps, value, "steps");
}

function read<Value>(schema: z.ZodType<Value>, value: unknown, name: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = (issue?.path ?? []).map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`));
  // The messages say what was expected. Of what was there they name keys at most.
  throw new InvalidInputError(`${name}${place.join("")}`, `cannot be used: ${issue?.message}`);
}
