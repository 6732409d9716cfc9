import { expect, test } from "vitest";
import { readTime } from "../../../src/parse/time.ts";

test.each([
  ["1780000000", "2026-05-28T20:26:40.000Z"],
  [1_780_000_000, "2026-05-28T20:26:40.000Z"],
  ["0", "1970-01-01T00:00:00.000Z"],
  ["1780000000.5", "2026-05-28T20:26:40.500Z"],
])("reads %j as Unix seconds", (seconds, iso) => {
  expect(readTime(seconds)?.toISOString()).toBe(iso);
});

test.each([undefined, "", "   ", "soon", "2026-05-28T20:26:40Z", "0x10", "1e999", "99999999999999999999"])(
  "finds no time in %j",
  (seconds) => {
    expect(readTime(seconds)).toBeUndefined();
  },
);
