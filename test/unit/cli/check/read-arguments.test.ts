import { describe, expect, it } from "vitest";
import { readArguments } from "../../../../src/cli/check/read-arguments.ts";

const number = "+4915112345678";
const route = "360dialog";
const asked = [number, "--route", route];
const nothing = { route: undefined, input: undefined, probe: undefined, json: false };

function inputOf(...args: string[]) {
  return readArguments([...asked, ...args]).input;
}

describe("the arguments of check", () => {
  it.each([
    ["a number", asked, { ...nothing, route, input: { route, phoneNumber: number } }],
    ["a webhook", ["--probe", "https://a.example"], { ...nothing, probe: "https://a.example" }],
    [
      "both",
      ["--probe", "https://a.example", ...asked],
      { route, input: { route, phoneNumber: number }, probe: "https://a.example", json: false },
    ],
    [
      "whom the probe plays",
      ["--probe", "https://a.example", "--route", "meta"],
      { ...nothing, route: "meta", probe: "https://a.example" },
    ],
    ["JSON", ["--probe", "https://a.example", "--json"], { ...nothing, probe: "https://a.example", json: true }],
  ])("may ask for %s", (_, args, options) => {
    expect(readArguments(args)).toEqual(options);
  });

  it.each([
    [["--app-version", "2.24.17"], { appVersion: "2.24.17" }],
    [["--in-use-since", "2026-09-01"], { inUseSince: "2026-09-01" }],
    [["--business-portfolio", "yes"], { hasBusinessPortfolio: true }],
    [["--business-portfolio", "no"], { hasBusinessPortfolio: false }],
    [["--region", "VA"], { region: "VA" }],
    [["--region", "va"], { region: "VA" }],
    [["--on", "2026-09-01"], { on: "2026-09-01" }],
    [["--answer", "partner=yes"], { overrides: { partner: { verdict: "eligible", reason: "Answered with yes." } } }],
    [["--answer", "partner=no"], { overrides: { partner: { verdict: "ineligible", reason: "Answered with no." } } }],
    [["--leave-out", "partner", "--leave-out", "country"], { overrides: { partner: "left_out", country: "left_out" } }],
    [
      ["--answer", "partner=yes", "--answer", "webhook=yes"],
      { overrides: { partner: { verdict: "eligible" }, webhook: { verdict: "eligible" } } },
    ],
  ])("say with %j what is known", (args, known) => {
    expect(inputOf(...args)).toMatchObject({ route, phoneNumber: number, ...known });
  });

  it.each([
    [[], "Name a phone number to check, or a webhook with --probe URL."],
    [["--json"], "Name a phone number to check, or a webhook with --probe URL."],
    [[number], "Say through whom the number is to be onboarded: --route meta or --route 360dialog."],
    [[number, "--route", "somebody"], "There is no such route. There are: --route meta or --route 360dialog."],
    [["+49", "151", "--route", "meta"], "Check one number at a time. One with spaces in it needs quotes."],
    [["--probe", "https://a.example", "--region", "DE"], "--region is about a number, and there is none."],
    [[...asked, "--business-portfolio", "maybe"], "--business-portfolio takes yes or no."],
    [[...asked, "--answer", "partner"], "--answer takes REQUIREMENT=yes or REQUIREMENT=no."],
    [[...asked, "--answer", "partner=yes=no"], "--answer takes REQUIREMENT=yes or REQUIREMENT=no."],
    [[...asked, "--answer", "partner=perhaps"], "--answer takes yes or no."],
    [
      [...asked, "--answer", "partner=yes", "--leave-out", "partner"],
      "--leave-out names what is answered or left out already.",
    ],
    [
      [...asked, "--answer", "partner=yes", "--answer", "partner=yes"],
      "--answer names what is answered or left out already.",
    ],
    [
      [...asked, "--leave-out", "webhook", "--probe", "https://a.example"],
      "--probe answers webhook, so it can be neither answered nor left out besides.",
    ],
    [[...asked, "--nope"], "Unknown option '--nope'."],
    [[number, "--route"], "Option '--route <value>' argument missing."],
  ])("of %j are refused with what is wrong", (args, message) => {
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ name: "UsageError", message }));
  });

  it.each([
    [["+49", "151 123", "--route", "meta"]],
    [[number]],
    [[number, "--route", "x"]],
    [[...asked, "--nope"]],
    [[...asked, "--answer", "4915112345678"]],
    [[...asked, "--answer", "4915112345678=perhaps"]],
    [[...asked, "--answer", "4915112345678=yes", "--leave-out", "4915112345678"]],
  ])("of %j are refused without the number", (args) => {
    expect(() => readArguments(args)).toThrow(expect.not.objectContaining({ message: expect.stringMatching(/151/) }));
  });
});
