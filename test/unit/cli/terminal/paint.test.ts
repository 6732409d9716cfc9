import { describe, expect, it } from "vitest";
import { paintFor } from "../../../../src/cli/terminal/paint.ts";

const write = (): boolean => true;
const terminal = { isTTY: true, write };

describe("paintFor", () => {
  it("uses colour in a terminal", () => {
    expect(paintFor(terminal, {})("bad", "unknown")).toBe("\u001b[31munknown\u001b[39m");
  });

  it.each([
    ["where the output is no terminal", { write }, {}],
    ["when NO_COLOR is set", terminal, { NO_COLOR: "1" }],
    ["in a terminal that cannot show it", terminal, { TERM: "dumb" }],
  ])("uses none %s", (_, output, environment) => {
    expect(paintFor(output, environment)("bad", "unknown")).toBe("unknown");
  });

  it("takes an empty NO_COLOR as not set", () => {
    expect(paintFor(terminal, { NO_COLOR: "" })("strong", "name")).toBe("\u001b[1mname\u001b[22m");
  });

  it("leaves a text without a tone alone", () => {
    expect(paintFor(terminal, {})(undefined, "name")).toBe("name");
  });
});
