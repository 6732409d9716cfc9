import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson } from "../../../src/decode/print-json.ts";

describe("printJson", () => {
  it("prints what JSON.stringify prints", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(printJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it("prints what is nested deeper than JSON.stringify can go on older lines of Node", () => {
    const value = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    expect(printJson(value)).toHaveLength(400_000);
  });

  it("prints the digits of a bigint", () => {
    expect(printJson({ id: 123456789012345678901n })).toBe('{"id":123456789012345678901}');
  });

  it("prints the same object twice, where it stands twice", () => {
    const shared = { a: 1 };
    expect(printJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  it("gives up on a cycle", () => {
    const value: Record<string, unknown> = {};
    value["self"] = [value];
    expect(printJson(value)).toBeUndefined();
  });

  it.each([undefined, () => 1, Symbol("a")])("gives up on %o", (value) => {
    expect(printJson(value)).toBeUndefined();
  });
});
