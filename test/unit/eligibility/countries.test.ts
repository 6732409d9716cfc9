import { describe, expect, it } from "vitest";
import type { EligibilityInput } from "../../../src/eligibility/index.ts";
import { checkEligibility, defaultEligibilityPolicy } from "../../../src/eligibility/index.ts";
import { allRegions, exampleNumberOf } from "./example-number.ts";

const judge = (input: Pick<EligibilityInput, "route" | "phoneNumber"> & Partial<EligibilityInput>) => {
  const country = checkEligibility(input).checks.find(({ requirement }) => requirement === "country");
  if (country === undefined) throw new Error("The country was not checked.");
  return country;
};
const judgeRegion = (route: EligibilityInput["route"], region: string, on = "2026-10-01") =>
  judge({ route, phoneNumber: exampleNumberOf(region), region, on });

const european = "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO".split(" ");
const named = ["AU", "IN", "JP", "NG", "PH", "RU", "KR", "ZA", "TR", "GB"];
// Parts of Australia, Finland and France.
const parts = ["CC", "CX", "NF", "AX", "GF", "GP", "MF", "MQ", "RE", "YT"];
const listed = [...european, ...named, ...parts];

describe("a country on the list of 360dialog's page", () => {
  it.each(listed)("is left out: %s", (region) => {
    const { verdict, reason, fix, source, asOf } = judgeRegion("360dialog", region);
    expect(verdict).toBe("ineligible");
    expect(reason).toContain("is on the list of countries that 360dialog's page leaves out");
    expect(fix).toContain("Ask 360dialog");
    expect(source).toContain("docs.360dialog.com");
    expect(asOf).toBe("2026-09");
  });

  it.each([
    ["IN", "2025-05-05"],
    ["DE", "2025-10-23"],
    ["GB", "2025-10-23"],
    ["NG", "2026-04-15"],
    ["ZA", "2026-04-15"],
  ])("%s is said to be supported by Meta since %s, from that day on", (region, day) => {
    const since = `Meta supports it since ${day}.`;
    expect(judgeRegion("360dialog", region, day).reason).toContain(since);
    const dayBefore = new Date(Date.parse(day) - 1);
    expect(judge({ route: "360dialog", phoneNumber: exampleNumberOf(region), on: dayBefore })).not.toHaveProperty(
      "fix",
    );
  });

  it("is named as the list names it", () => {
    expect(judgeRegion("360dialog", "DE").reason).toMatch(/^Germany \(European Union\) is on the list/);
    expect(judgeRegion("360dialog", "NO").reason).toMatch(/^Norway \(European Economic Area\) is on the list/);
    expect(judgeRegion("360dialog", "RE").reason).toMatch(/^Réunion \(European Union, as a part of France\) is on/);
    expect(judgeRegion("360dialog", "CX").reason).toMatch(/^Christmas Island \(Australia\) is on the list/);
    expect(judgeRegion("360dialog", "IN").reason).toMatch(/^India is on the list/);
  });

  it("that is so only as a part of another is a conclusion and says so", () => {
    expect(judgeRegion("360dialog", "FI").evidence).toBe("documented");
    expect(judgeRegion("360dialog", "AX").evidence).toBe("unverified");
  });
});

describe("a country that is not on it", () => {
  it.each(allRegions.filter((region) => !listed.includes(region)))("is supported: %s", (region) => {
    expect(judgeRegion("360dialog", region).verdict).toBe("eligible");
  });

  it.each([
    ["GG", "United Kingdom"],
    ["JE", "United Kingdom"],
    ["SJ", "Norway"],
    ["GL", "Denmark"],
    ["NC", "France"],
  ])("%s is tied to one that is: %s", (region, country) => {
    expect(judgeRegion("360dialog", region).reason).toContain(`It is tied to ${country}, which is`);
  });

  it("is Kazakhstan, though it shares its calling code with Russia", () => {
    expect(judge({ route: "360dialog", phoneNumber: "+77012345678" }).verdict).toBe("eligible");
    expect(judge({ route: "360dialog", phoneNumber: "+79123456789" }).verdict).toBe("ineligible");
  });
});

describe("a number that several regions share", () => {
  it("is judged for the one whose plan it is, and names the others", () => {
    const { verdict, reason } = judge({ route: "360dialog", phoneNumber: "+358 41 2345678" });
    expect(verdict).toBe("ineligible");
    expect(reason).toContain("Numbers like this one are shared with Åland Islands.");
    expect(reason).not.toContain("differently");
  });

  it("says which of them would be judged differently", () => {
    const { verdict, reason } = judge({ route: "360dialog", phoneNumber: "+39 312 345 6789" });
    expect(verdict).toBe("ineligible");
    expect(reason).toContain("Vatican City would be judged differently: where you know it, say which region it is.");
    expect(judge({ route: "360dialog", phoneNumber: "+39 312 345 6789", region: "VA" }).verdict).toBe("eligible");
  });

  it("is a question where only another of them is left out", () => {
    const rule = { region: "SJ", listedAs: "Svalbard", source: "a letter", asOf: "2026-11", evidence: "third_party" };
    const policy = { unsupportedCountries: { meta: [rule] } } as unknown as EligibilityInput["policy"];
    const input = { route: "meta", phoneNumber: "+47 41 23 45 67", policy } as const;
    expect(judge(input)).toMatchObject({
      verdict: "unknown",
      question: "Does the number belong to Norway?",
      answeredBy: "region",
    });
    expect(judge({ ...input, region: "NO" }).verdict).toBe("eligible");
    expect(judge({ ...input, region: "sj" }).verdict).toBe("ineligible");
  });

  it("names some of many", () => {
    const { reason } = judge({ route: "meta", phoneNumber: "+1 800 234 5678" });
    expect(reason).toMatch(/shared with .+ and \d+ more\.$/);
  });
});

describe("a number of no country", () => {
  it.each(["meta", "360dialog"] as const)("is a question to ask: %s", (route) => {
    expect(judge({ route, phoneNumber: "+883510012345" })).toMatchObject({
      verdict: "unknown",
      question: expect.stringContaining("no country"),
    });
  });
});

describe("before the launch", () => {
  it.each(["meta", "360dialog"] as const)("there was no coexistence: %s", (route) => {
    for (const phoneNumber of ["+5511961234567", "+4915123456789"]) {
      expect(judge({ route, phoneNumber, on: "2025-02-10" })).toMatchObject({
        verdict: "ineligible",
        reason: "Coexistence began on 2025-02-11.",
      });
    }
  });
});

describe("Meta's timeline", () => {
  const on = (region: string, day: string) => judgeRegion("meta", region, day).verdict;

  it("begins with the launch", () => {
    expect(judgeRegion("meta", "BR", "2025-02-10")).toMatchObject({
      verdict: "ineligible",
      reason: "Coexistence began on 2025-02-11.",
    });
    expect(on("BR", "2025-02-11")).toBe("eligible");
  });

  it.each([
    [["IN"], "2025-05-05"],
    [[...european, "AU", "JP", "PH", "RU", "KR", "TR", "GB", ...parts], "2025-10-23"],
    [["NG", "ZA"], "2026-04-15"],
  ])("supports %j from %s on", (regions, day) => {
    const dayBefore = new Date(Date.parse(day) - 1).toISOString().slice(0, 10);
    for (const region of regions) {
      expect([region, on(region, "2025-02-11"), on(region, dayBefore), on(region, day)]).toEqual([
        region,
        "ineligible",
        "ineligible",
        "eligible",
      ]);
    }
    const [region = ""] = regions;
    expect(judgeRegion("meta", region, dayBefore).fix).toBe(`Wait until ${day}.`);
    expect(judgeRegion("meta", region, day).reason).toContain(`since ${day}`);
  });

  it.each(allRegions)("supports %s today", (region) => {
    const { verdict } = judge({ route: "meta", phoneNumber: exampleNumberOf(region), region });
    expect(verdict).toBe("eligible");
  });
});

describe("a policy of the caller", () => {
  const source = { source: "a letter from the provider", asOf: "2026-11", evidence: "third_party" } as const;
  const { unsupportedCountries } = defaultEligibilityPolicy;

  it("replaces a list", () => {
    const policy = { unsupportedCountries: { ...unsupportedCountries, "360dialog": [] } };
    expect(judge({ route: "360dialog", phoneNumber: "+4915123456789", policy }).verdict).toBe("eligible");
    expect(judge({ route: "meta", phoneNumber: "+4915123456789", policy, on: "2025-03-01" }).verdict).toBe(
      "ineligible",
    );
  });

  it("extends a list, and is named as the source", () => {
    const meta = [...unsupportedCountries.meta, { region: "BR", listedAs: "Brazil", from: "2026-11-01", ...source }];
    const policy = { unsupportedCountries: { ...unsupportedCountries, meta } };
    const brazil = (on: string) => judge({ route: "meta", phoneNumber: exampleNumberOf("BR"), policy, on });
    expect(brazil("2026-10-31").verdict).toBe("eligible");
    expect(brazil("2026-11-01")).toMatchObject({ verdict: "ineligible", ...source });
    expect(brazil("2026-11-01")).not.toHaveProperty("fix");
  });

  it("may leave a country out a second time", () => {
    const again = { region: "IN", listedAs: "India", from: "2026-06-01", until: "2026-07-01", ...source };
    const policy = { unsupportedCountries: { ...unsupportedCountries, meta: [...unsupportedCountries.meta, again] } };
    const india = (on: string) => judge({ route: "meta", phoneNumber: exampleNumberOf("IN"), policy, on });
    expect(["2025-05-04", "2025-05-05", "2026-06-15", "2026-07-01"].map((day) => india(day).verdict)).toEqual([
      "ineligible",
      "eligible",
      "ineligible",
      "eligible",
    ]);
    expect(india("2026-07-01").reason).toBe("Meta supports India since 2026-07-01.");
  });
});

describe("a part of a policy", () => {
  const judgeBy = (policy: unknown, on = "2025-03-01") =>
    judge({ route: "meta", phoneNumber: "+4915123456789", policy: policy as EligibilityInput["policy"], on });

  it.each([{}, { unsupportedCountries: undefined }, { unsupportedCountries: {} }, { sanctionedPlaces: null }])(
    "that is missing is the library's own: %j",
    (policy) => {
      expect(judgeBy(policy).verdict).toBe("ineligible");
    },
  );

  it("takes what a database has for no day", () => {
    const rule = { region: "DE", listedAs: "Germany", from: null, until: null, source: "a letter", asOf: "2026-11" };
    expect(judgeBy({ unsupportedCountries: { meta: [rule] } }, "2026-10-01").verdict).toBe("ineligible");
  });

  it.each([
    [{ minimumAppVersion: "latest" }, "policy.minimumAppVersion"],
    [{ minimumDaysInUse: Number.POSITIVE_INFINITY }, "policy.minimumDaysInUse"],
    [{ minimumDaysInUse: "7" }, "policy.minimumDaysInUse"],
    [{ unsupportedCountries: { meta: "DE" } }, "policy.unsupportedCountries.meta"],
    [{ unsupportedCountries: { "360dialog": ["DE"] } }, "policy.unsupportedCountries.360dialog"],
    [{ unsupportedCountries: { meta: [{ region: "Germany" }] } }, "policy.unsupportedCountries.meta.region"],
    [{ unsupportedCountries: { meta: [{ region: "DE", until: "soon" }] } }, "policy.unsupportedCountries.meta.until"],
    [{ sanctionedPlaces: [{ name: "Crimea", prefixes: ["7978"] }] }, "policy.sanctionedPlaces.prefixes"],
    [{ sanctionedPlaces: [{ name: "Cuba", region: "cu" }] }, "policy.sanctionedPlaces.region"],
  ])("that is not understood is refused, so that it lets nobody in: %j", (policy, field) => {
    expect(() => judgeBy(policy)).toThrow(expect.objectContaining({ code: "invalid_input", field }));
  });
});

describe("the lists", () => {
  it.each(Object.entries(unsupported()))("of %s name each region once, with source and date", (_, rules) => {
    const regions = rules.map(({ region }) => region);
    expect(new Set(regions).size).toBe(regions.length);
    for (const rule of rules) {
      expect(rule.source).not.toBe("");
      expect(rule.asOf).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
    }
  });
});

function unsupported() {
  return defaultEligibilityPolicy.unsupportedCountries;
}
