import { describe, expect, it } from "vitest";
import { screenFor } from "../../../../src/cli/simulate/progress-screen.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";
import type { NumberProgress } from "../../../../src/simulation/index.ts";

const progressOf = (more: Partial<NumberProgress> = {}, place = 1): NumberProgress => ({
  number: { wabaId: "1", phoneNumberId: String(place), displayPhoneNumber: String(447_700_900_000 + place) },
  ...{ webhooks: 1_200, accepted: 1_000, dropped: 0, retried: 3, history: 50, doing: "history" },
  ...more,
});
function outputOf(terminal: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  return { written, output: { ...terminal, write: (text: string) => void written.push(text) } };
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away.
const plain = (text: string) => text.replace(/\u001b\[[\d;]*[A-Za-z]/g, "");

describe("the screen of a simulation", () => {
  it("draws a bar for each number on a terminal, in place", () => {
    const { written, output } = outputOf({ isTTY: true, columns: 100 });
    const screen = screenFor(output, {});
    screen.update({ numbers: [progressOf(), progressOf({ history: undefined, doing: "waiting", dropped: 2 }, 2)] });
    screen.update({ numbers: [progressOf({ history: 100, doing: "done" }), progressOf({}, 2)] });
    const [first = "", second = ""] = written;
    expect(plain(first)).toBe(
      `+447700900001  ${"█".repeat(14)}${"░".repeat(13)}  50%  1,000 webhooks, 3 sent again, history\n` +
        `+447700900002  ${"no history".padEnd(32)}  1,000 webhooks, 3 sent again, 2 given up, waiting\n`,
    );
    expect(second.startsWith("\u001b[2A\u001b[2K")).toBe(true);
    expect(plain(second)).toContain(`${"█".repeat(27)} 100%  1,000 of 1,200 webhooks, 3 sent again, done`);
  });

  it.each([
    ["a terminal", { isTTY: true, columns: 90 }],
    ["a file", {}],
  ])("never goes back on %s, and names no total that still grows", (_, terminal) => {
    const { written, output } = outputOf(terminal);
    const screen = screenFor(output, {});
    let webhooks = 0;
    for (let history = 0; history <= 100; history += 1) {
      webhooks += 97;
      const accepted = webhooks - 8;
      screen.update({ numbers: [progressOf({ webhooks, accepted, retried: history * 30, history })] });
    }
    for (const doing of ["retrying", "done"] as const) {
      const accepted = webhooks - (doing === "done" ? 0 : 5);
      screen.update({ numbers: [progressOf({ webhooks, accepted, retried: 3_000, history: 100, doing })] });
    }
    const shown = plain(written.join(""));
    const totals = [...shown.matchAll(/ of ([\d,]+) webhooks/g)].map(([, total]) => total);
    expect(new Set(totals)).toEqual(new Set([webhooks.toLocaleString("en-US")]));
    const percents = [...shown.matchAll(/(\d+) ?%/g)].map(([, percent]) => Number(percent));
    const cells = [...shown.matchAll(/█*(?=░|█ )/g)].map(([bar]) => bar.length).filter((length) => length > 0);
    expect(percents.length).toBeGreaterThan(3);
    for (const steps of [percents, cells]) expect(steps).toEqual([...steps].sort((one, other) => one - other));
  });

  it.each([20, 40, 60, 80, 200])("stays within a terminal of %i columns", (columns) => {
    const { written, output } = outputOf({ isTTY: true, columns });
    const long = { webhooks: 1_000_000, accepted: 999_999, retried: 12_345, dropped: 77 };
    screenFor(output, {}).update({ numbers: [progressOf(long), progressOf({ ...long, history: undefined }, 2)] });
    const widths = plain(written.join("")).split("\n").map(textWidth);
    expect(Math.max(...widths)).toBeLessThan(columns);
  });

  it("shows no more numbers than fit on a screen", () => {
    const { written, output } = outputOf({ isTTY: true, columns: 80 });
    screenFor(output, {}).update({ numbers: Array.from({ length: 100 }, (_, place) => progressOf({}, place)) });
    const lines = plain(written.join("")).trimEnd().split("\n");
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toBe("and 88 more numbers");
  });

  it.each([{}, { isTTY: true }])("prints plain lines where there is no such terminal (%j)", (terminal) => {
    const { written, output } = outputOf(terminal);
    const screen = screenFor(output, { TERM: "dumb" });
    for (const history of [0, 10, 24, 26, 40, 76, 100]) screen.update({ numbers: [progressOf({ history })] });
    screen.update({ numbers: [progressOf({ history: 100, doing: "done" })] });
    expect(written).toEqual(
      ["history 26 %", "history 76 %", "history 100 %", "history 100 %"].map((beginning, place) => {
        const doing = place === 3 ? "done" : "history";
        const count = place === 3 ? "1,000 of 1,200 webhooks" : "1,000 webhooks";
        return `+447700900001: ${beginning}, ${count}, 3 sent again, ${doing}\n`;
      }),
    );
  });

  it("is none without an output", () => {
    const screen = screenFor(undefined, {});
    screen.update({ numbers: [progressOf()] });
    screen.finish();
  });
});
