import { existsSync, readFileSync } from "node:fs";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type IntegratedOnboardingResult,
  type InvalidInputError,
  parseIntegratedOnboardingRedirect as parse,
} from "../../../../src/signup/index.ts";

const query = "client=ExampleCL&channels=[FirstCH,SecondCH]&revoked=[ThirdCH]";
const result = { client: "ExampleCL", channels: ["FirstCH", "SecondCH"], revokedChannels: ["ThirdCH"] };

describe("parseIntegratedOnboardingRedirect", () => {
  it.each<[string, string | URL | URLSearchParams]>([
    ["a whole address", `https://app.example.com/connected?${query}`],
    ["an address with a fragment", `https://app.example.com/connected?${query}#client=Other`],
    ["an address of an application", `com.example.app:/connected?${query}`],
    ["a path with a query", `/connected/k=v?${query}`],
    ["a query with its question mark", `?${query}`],
    ["a query", query],
    ["a URL", new URL(`https://app.example.com/connected?${query}`)],
    ["parameters", new URLSearchParams(query)],
    ["brackets and commas that are encoded", encodeURI(query).replaceAll(",", "%2C")],
    ["brackets that are encoded in lower case", query.replaceAll("[", "%5b").replaceAll("]", "%5d")],
    ["white space in the lists", "client=+ExampleCL&channels=[FirstCH,%20SecondCH+]+&revoked=[%0AThirdCH]"],
    ["a channel that is named twice", query.replace("SecondCH", "SecondCH,FirstCH,SecondCH")],
    ["parameters of others", `utm_source=canary&${query}&session=1`],
  ])("reads %s", (_, redirect) => {
    expect(parse(redirect)).toEqual(result);
  });

  it("says nothing of revoked channels where the redirect does not", () => {
    expect(parse("?client=ExampleCL&channels=[FirstCH]")).toEqual({ client: "ExampleCL", channels: ["FirstCH"] });
  });

  it.each(["[]", "[ ]", "%5B%5D"])("reads empty lists written as %s", (list) => {
    const read = parse(`?client=ExampleCL&channels=${list}&revoked=${list}`);
    expect(read).toEqual({ client: "ExampleCL", channels: [], revokedChannels: [] });
  });

  it("hands back the state as it was sent", () => {
    expect(parse(`?${query}&state=a%20state%3F`).state).toBe("a state?");
  });

  it.each(["", "&state="])("has no state where the redirect has none: %j", (state) => {
    expect(parse(`?${query}${state}`)).not.toHaveProperty("state");
  });

  it.each([
    ["client", ""],
    ["client", "https://app.example.com/connected"],
    ["client", "?channels=[FirstCH]"],
    ["client", "?client=&channels=[FirstCH]"],
    ["client", "?client=canary/../CL&channels=[FirstCH]"],
    ["client", "?client=canaryCL&client=canaryCL&channels=[FirstCH]"],
    ["client", "#client=canaryCL&channels=[FirstCH]"],
    ["channels", "?client=canaryCL"],
    ["channels", "?client=canaryCL&channels="],
    ["channels", "?client=canaryCL&channels=canaryCH"],
    ["channels", "?client=canaryCL&channels=[canaryCH"],
    ["channels", "?client=canaryCL&channels=canaryCH]"],
    ["channels", "?client=canaryCL&channels=[[canaryCH]]"],
    ["channels", "?client=canaryCL&channels=[canaryCH,]"],
    ["channels", "?client=canaryCL&channels=[,]"],
    ["channels", '?client=canaryCL&channels=["canaryCH"]'],
    ["channels", "?client=canaryCL&channels=%255BcanaryCH%255D"],
    ["channels", "?client=canaryCL&channels=[canary%00CH]"],
    ["channels", "?client=canaryCL&channels=[canary CH]"],
    ["channels", "?client=canaryCL&channels=[canaryCH]&channels=[otherCH]"],
    ["channels", "?client=canaryCL&channels[]=canaryCH"],
    ["revoked", "?client=canaryCL&channels=[]&revoked="],
    ["revoked", "?client=canaryCL&channels=[]&revoked=canaryCH"],
    ["state", "?client=canaryCL&channels=[]&state=canary&state=canary"],
  ])("refuses a missing or malformed %s, and does not print it: %j", (field, redirect) => {
    const error = thrownBy(redirect);
    expect(error).toMatchObject({ name: "InvalidInputError", code: "invalid_input", field });
    expect([inspect(error), JSON.stringify(error), error.message].join("\n")).not.toMatch(/canary/);
  });

  it.each([undefined, null, 7, {}])("refuses %j, which is no redirect", (redirect) => {
    expect(thrownBy(redirect as unknown as string)).toMatchObject({ field: "client" });
  });

  const published = new URL("../../../../../shared/fixtures/360dialog/package-io-redirect.json", import.meta.url);
  it.skipIf(!existsSync(published))(
    "reads the redirect that 360dialog's button reads (needs the shared fixtures)",
    () => {
      const { query, callback } = JSON.parse(readFileSync(published, "utf8")) as { query: string; callback: unknown };
      expect(parse(query)).toEqual(callback);
    },
  );

  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
  const ids = fc.uniqueArray(id, { maxLength: 5 });
  const results: fc.Arbitrary<IntegratedOnboardingResult> = fc.record(
    { client: id, channels: ids, revokedChannels: ids, state: fc.string({ unit: "grapheme", minLength: 1 }) },
    { requiredKeys: ["client", "channels"] },
  );

  it("reads back whatever was written, in either spelling", () => {
    fc.assert(
      fc.property(results, fc.boolean(), (written, isEncoded) => {
        const list = (channels: readonly string[]): string =>
          isEncoded ? encodeURIComponent(`[${channels.join(",")}]`) : `[${channels.join(",")}]`;
        const { client, channels, revokedChannels, state } = written;
        const revoked = revokedChannels === undefined ? "" : `&revoked=${list(revokedChannels)}`;
        const tail = state === undefined ? "" : `&state=${encodeURIComponent(state)}`;
        expect(parse(`https://a.example/?client=${client}&channels=${list(channels)}${revoked}${tail}`)).toEqual(
          written,
        );
      }),
    );
  });

  it("never throws anything else, whatever it is given", () => {
    const piece = fc.oneof(fc.constantFrom("client", "channels", "=", "&", "[", "]", ",", "%", "?", "#"), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        try {
          expect(Object.keys(parse(pieces.join("")))).toEqual(expect.arrayContaining(["client", "channels"]));
        } catch (error) {
          expect(error).toMatchObject({ name: "InvalidInputError" });
        }
      }),
    );
  });
});

function thrownBy(redirect: string): InvalidInputError {
  try {
    parse(redirect);
  } catch (error) {
    return error as InvalidInputError;
  }
  throw new Error("It was accepted.");
}
