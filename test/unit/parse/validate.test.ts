import { describe, expect, test } from "vitest";
import * as z from "zod";
import { Malformed, validate } from "../../../src/parse/validate.ts";
import { TextMessage } from "../../../src/schemas/index.ts";
import { textMessage } from "../../fixtures/envelopes.ts";

describe("validate", () => {
  test("gives a value in its documented form back as it is, without a copy", () => {
    const message = textMessage({ added: { anything: [1] } });
    expect(validate(TextMessage, message)).toBe(message);
  });

  test("gives any other value that fits back in its documented form, and leaves the original alone", () => {
    const message = textMessage({ timestamp: 1_780_000_000, to: "", added: 1 });
    expect(validate(TextMessage, message)).toEqual({ ...textMessage({ added: 1 }), timestamp: "1780000000" });
    expect(message).toMatchObject({ timestamp: 1_780_000_000, to: "" });
  });

  test("says where a value does not fit, in the words of a path", () => {
    const schema = z.looseObject({ list: z.array(z.looseObject({ a: z.string() })), b: z.string() });
    const malformed = validate(schema, { list: [{ a: "x" }, { a: 1 }] }) as Malformed;
    expect(malformed).toBeInstanceOf(Malformed);
    expect(malformed.issues.map(({ path }) => path)).toEqual(["list[1].a", "b"]);
  });

  test("says nothing of the value itself", () => {
    const { issues } = validate(TextMessage, textMessage({ text: { body: ["15550002222"] } })) as Malformed;
    expect(JSON.stringify(issues)).not.toContain("15550002222");
  });

  test("stops at ten issues", () => {
    const { issues } = validate(
      z.array(z.string()),
      Array.from({ length: 50 }, () => 1),
    ) as Malformed;
    expect(issues).toHaveLength(10);
  });

  test("lets an error of the schema itself through", () => {
    const broken = z.unknown().transform(() => {
      throw new TypeError("a mistake in the code");
    });
    expect(() => validate(broken, 1)).toThrow(TypeError);
  });
});
