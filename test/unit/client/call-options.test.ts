import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { requireCallOptions } from "../../../src/client/call-options.ts";

describe("the options of a call", () => {
  it.each([
    ["none", {}],
    ["a signal", { signal: new AbortController().signal }],
    ["a signal of another realm", { signal: runInNewContext("new AbortController().signal", { AbortController }) }],
    ["members without a value", { signal: undefined, timeout: undefined }],
  ])("may be %s", (_, options) => {
    expect(requireCallOptions(options)).toBe(options);
  });

  it.each([
    ["options", null],
    ["options", "fast"],
    ["options", 5_000],
    ["signal", { signal: null }],
    ["signal", { signal: new AbortController() }],
    ["signal", { signal: "stop" }],
  ])("are refused with %s in the error", (field, options) => {
    expect(() => requireCallOptions(options as never)).toThrow(
      expect.objectContaining({ code: "invalid_input", field }),
    );
  });
});
