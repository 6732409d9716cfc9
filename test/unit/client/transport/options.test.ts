import { describe, expect, it } from "vitest";
import { readOptions, type TransportOptions } from "../../../../src/client/transport/options.ts";

describe("the options of a client", () => {
  it("have defaults", () => {
    const defaults = { fetch: undefined, timeout: 30_000, attemptTimeout: 10_000, maxAttempts: 3, longestWait: 10_000 };
    expect(readOptions({})).toEqual(defaults);
    const absent = { fetch: undefined, timeout: undefined, attemptTimeout: undefined, maxAttempts: undefined };
    expect(readOptions({ ...absent, longestWait: undefined })).toEqual(defaults);
  });

  it.each(["timeout", "attemptTimeout", "maxAttempts", "longestWait"] as const)("refuse a %s that is none", (name) => {
    for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "5", null, {}]) {
      expect(() => readOptions({ [name]: value } as TransportOptions)).toThrow(
        expect.objectContaining({
          code: "invalid_input",
          field: name,
          message: expect.stringMatching(`^${name} is not a positive`),
        }),
      );
    }
  });

  it.each(["timeout", "attemptTimeout", "longestWait"] as const)("refuse a %s that no timer can hold", (name) => {
    expect(readOptions({ [name]: 2 ** 31 - 1 })).toMatchObject({ [name]: 2 ** 31 - 1 });
    expect(() => readOptions({ [name]: 2 ** 31 })).toThrow(`${name} is not a positive number up to 2147483647.`);
  });

  it("refuse half an attempt", () => {
    expect(() => readOptions({ maxAttempts: 2.5 })).toThrow("maxAttempts is not a whole number.");
  });
});
