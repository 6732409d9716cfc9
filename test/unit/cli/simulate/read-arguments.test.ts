import { describe, expect, it } from "vitest";
import { readArguments } from "../../../../src/cli/simulate/read-arguments.ts";

const url = "https://receiver.example/webhook";

describe("the arguments of simulate", () => {
  it("are an address, and what is to be different", () => {
    expect(readArguments([url])).toEqual({
      ...{ url, route: undefined, scenario: {}, file: undefined, json: false },
      ...{ numbers: undefined, chaos: undefined, speed: undefined },
    });
    const args = ["--history", "1_000_000", "--customers", "50", "--numbers", "3", "--chaos", "0.75", "--seed", "-7"];
    expect(
      readArguments([...args.slice(0, -2), "--seed=-7", "--speed", "600", "--json", "--route", "meta", url]),
    ).toEqual({
      ...{ url, route: "meta", scenario: { history: 1_000_000, customers: 50, seed: -7 }, file: undefined, json: true },
      ...{ numbers: 3, chaos: 0.75, speed: 600 },
    });
  });

  it.each(["declined", "nothing"])("may say that the history is %s", (history) => {
    expect(readArguments([url, "--history", history]).scenario).toEqual({ history });
  });

  it.each([
    [[], /Name the address/],
    [[url, url], /one webhook at a time/],
    [[url, "--history", "all"], /^--history takes a number, declined or nothing\.$/],
    [[url, "--history", ""], /--history/],
    [[url, "--chaos", "much"], /^--chaos takes a number\.$/],
    [[url, "--speed", "60x"], /--speed/],
    [[url, "--numbers", "1e3"], /--numbers/],
    [[url, "--route", "other"], /--route meta or --route 360dialog/],
    [[url, "--fast"], /--fast/],
  ])("as %j are refused", (args, message) => {
    expect(() => readArguments(args)).toThrow(
      expect.objectContaining({ name: "UsageError", message: expect.stringMatching(message) }),
    );
  });
});
