import { expect, it } from "vitest";
import { PreconditionError } from "../../../../src/client/onboarding/precondition-error.ts";
import { isCoexistenceError } from "../../../../src/errors/index.ts";

const failures = [
  { condition: "fields_subscribed", fix: "Subscribe the app." },
  { condition: "receiver_ready", fix: "Start the receiver." },
] as const;

it("names everything that does not hold, with its fix", () => {
  const error = new PreconditionError(failures);
  expect(isCoexistenceError(error)).toBe(true);
  expect(error).toMatchObject({ code: "precondition_failed", failures });
  for (const { condition, fix } of failures) expect(error.message).toContain(`${condition}: ${fix}`);
});

it("can be logged as plain data", () => {
  const { name, code, message, ...rest } = new PreconditionError(failures).toJSON();
  expect([name, code, rest]).toEqual(["PreconditionError", "precondition_failed", { failures }]);
  expect(message).toContain("Subscribe the app.");
});
