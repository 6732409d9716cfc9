import { expect, it } from "vitest";
import { count } from "../../../../src/cli/terminal/count.ts";

it.each([
  [0, "0 probes"],
  [1, "1 probe"],
  [2000, "2,000 probes"],
])("counts %i", (number, text) => {
  expect(count(number, "probe")).toBe(text);
});
