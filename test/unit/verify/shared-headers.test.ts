import { describe, expect, it } from "vitest";
import { hasSharedHeaders, readSharedHeaders } from "../../../src/verify/shared-headers.ts";

const value = "a secret that was set with the URL";
const has = (expected: Record<string, string>, arrived: Record<string, string>): boolean =>
  hasSharedHeaders(readSharedHeaders(expected), (name) => arrived[name]);

describe("hasSharedHeaders", () => {
  it.each<[title: string, expected: Record<string, string>, arrived: Record<string, string>]>([
    ["the header", { "x-secret": value }, { "x-secret": value }],
    ["a header named in another case", { "X-Secret": value }, { "x-secret": value }],
    ["all of several", { "x-secret": value, "x-tenant": "7" }, { "x-secret": value, "x-tenant": "7" }],
    ["a value that was read with a line feed", { "x-secret": `${value}\n` }, { "x-secret": value }],
  ])("lets %s in", (_, expected, arrived) => {
    expect(has(expected, arrived)).toBe(true);
  });

  it.each<[title: string, arrived: Record<string, string>]>([
    ["none of them", {}],
    ["the secret alone", { "x-secret": value }],
    ["the other one alone", { "x-tenant": "7" }],
    ["another value", { "x-secret": "a secret that was set elsewhere", "x-tenant": "7" }],
    ["a value in another case", { "x-secret": value.toUpperCase(), "x-tenant": "7" }],
    ["the header twice", { "x-secret": `${value}, ${value}`, "x-tenant": "7" }],
    ["an empty value", { "x-secret": "", "x-tenant": "7" }],
  ])("keeps out %s", (_, arrived) => {
    expect(has({ "x-secret": value, "x-tenant": "7" }, arrived)).toBe(false);
  });
});

describe("readSharedHeaders", () => {
  it.each<[title: string, headers: unknown, code: string]>([
    ["no header", {}, "secret_missing"],
    ["an empty value", { "x-secret": "" }, "secret_missing"],
    ["a blank value", { "x-secret": " ".repeat(20) }, "secret_missing"],
    ["a blank value beside a secret", { "x-secret": value, "x-tenant": " " }, "secret_missing"],
    ["a value that is absent", { "x-secret": undefined }, "secret_missing"],
    ["no secret among them", { "x-secret": "fifteen letters", "x-tenant": "7" }, "secret_too_short"],
    ["white space that fills up", { "x-secret": `short${" ".repeat(20)}` }, "secret_too_short"],
    ["a name that no header can have", { "x secret": value }, "invalid_option"],
    ["an empty name", { "": value }, "invalid_option"],
    ["one header under two spellings", { "X-Secret": value, "x-secret": "7" }, "invalid_option"],
  ])("refuses %s", (_, headers, code) => {
    expect(() => readSharedHeaders(headers as Record<string, string>)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining("webhookHeaders") }),
    );
  });
});
