import { describe, expect, it } from "vitest";
import { argumentNames } from "../../../src/cli/check/argument-names.ts";
import { toUsageError } from "../../../src/cli/to-usage-error.ts";
import { InvalidInputError } from "../../../src/errors/index.ts";

describe("what the library says of an argument", () => {
  it.each([
    ["phoneNumber", "The number is too short."],
    ["inUseSince", "--in-use-since is too short."],
    ["overrides", "--answer or --leave-out is too short."],
    ["url", "The address behind --probe is too short."],
    ["webhookHeaders", "WEBHOOK_TOKEN is too short."],
    ["something", "something is too short."],
  ])("of %s is told in the words of the command line", (field, message) => {
    const error = toUsageError(new InvalidInputError(field, "is too short."), argumentNames);
    expect(error).toMatchObject({ name: "UsageError", message });
  });

  it("leaves other errors as they are", () => {
    const error = new TypeError("broken");
    expect(toUsageError(error, argumentNames)).toBe(error);
  });
});
