import fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";

// Random where somebody looks at the result, the same each time where nobody does: a new find belongs into a test of its
// own, not into the way of an unrelated change.
if (process.env["CI"]) fc.configureGlobal({ seed: 20_261_122 });

// A library that prints uninvited is a bug in somebody's log, so a test that prints fails. One that expects a line spies
// on the console itself.
const methods = ["log", "info", "warn", "error", "debug"] as const;

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method).mockImplementation(() => undefined);
});

afterEach(() => {
  for (const method of methods) {
    const { calls } = vi.mocked(console[method]).mock ?? { calls: [] };
    expect(calls, `console.${method} was called`).toEqual([]);
  }
  vi.restoreAllMocks();
});
