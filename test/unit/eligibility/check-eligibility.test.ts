import { describe, expect, it } from "vitest";
import {
  checkEligibility,
  type EligibilityInput,
  type EligibilityRequirement,
} from "../../../src/eligibility/index.ts";

// What a vendor can know about a number before its sign-up, and all of it is good.
const good = {
  phoneNumber: "+55 11 96123-4567",
  appVersion: "2.25.1.78",
  inUseSince: "2026-01-15",
  hasBusinessPortfolio: true,
  webhook: true,
  on: "2026-10-01",
} as const;
const routes = ["meta", "360dialog"] as const;
const check = (requirement: EligibilityRequirement, input: Partial<EligibilityInput> = {}) =>
  checkEligibility({ route: "360dialog", ...good, ...input }).checks.find((one) => one.requirement === requirement);

describe("the verdict", () => {
  it.each(routes)("is eligible where everything that can be known is good: %s", (route) => {
    const { verdict, checks } = checkEligibility({ route, ...good });
    expect(verdict).toBe("eligible");
    const open = checks.filter((one) => one.verdict === "unknown");
    expect(open.length).toBeGreaterThan(0);
    expect(open.map(({ decisive }) => decisive)).not.toContain(true);
  });

  it.each(routes)("is ineligible where one thing is bad, whatever else is open: %s", (route) => {
    const { phoneNumber } = good;
    expect(checkEligibility({ route, phoneNumber, appVersion: "2.24.16.99" }).verdict).toBe("ineligible");
  });

  it.each(routes)("is unknown where something decisive is open: %s", (route) => {
    expect(checkEligibility({ route, ...good, appVersion: "the newest" }).verdict).toBe("unknown");
    expect(checkEligibility({ route, phoneNumber: good.phoneNumber }).verdict).toBe("unknown");
  });

  it("does not wait for what the route's page does not name", () => {
    const { inUseSince: _, hasBusinessPortfolio: __, ...rest } = good;
    expect(checkEligibility({ route: "meta", ...rest }).verdict).toBe("eligible");
    expect(checkEligibility({ route: "360dialog", ...rest }).verdict).toBe("unknown");
  });
});

describe("a check", () => {
  const inputs: [string, Partial<EligibilityInput>][] = [
    ["when all is good", good],
    ["when nothing is known", {}],
    ["when all is bad", { appVersion: "2.1.1", inUseSince: "2026-09-30", hasBusinessPortfolio: false, webhook: false }],
  ];

  it.each(routes.flatMap((route) => inputs.map(([when, input]) => [route, when, input] as const)))(
    "of %s says why, where from and of when; an open one asks (%s)",
    (route, _, input) => {
      const { checks } = checkEligibility({ route, phoneNumber: good.phoneNumber, on: good.on, ...input });
      expect(checks.length).toBeGreaterThan(9);
      for (const { reason, source, asOf, evidence, verdict, question, answeredBy, fix } of checks) {
        expect(reason).toMatch(/^[A-Z0-9].+\.$/);
        expect(source).not.toBe("");
        expect(asOf).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
        expect(["documented", "third_party", "unverified"]).toContain(evidence);
        if (verdict === "unknown") expect(question).toMatch(/\?/);
        else expect(question).toBeUndefined();
        expect(answeredBy === undefined).toBe(question === undefined);
        if (fix !== undefined) expect(fix).toMatch(/^[A-Z].+\.$/);
      }
    },
  );

  it("stands in the list once, in the order in which one would ask", () => {
    const names = (route: EligibilityInput["route"]) =>
      checkEligibility({ route, ...good }).checks.map(({ requirement }) => requirement);
    expect(names("360dialog")).toEqual([
      "country",
      "sanctions",
      "app_version",
      "business_app",
      "tenure",
      "phone_at_hand",
      "business_portfolio",
      "complete_portfolio",
      "credit_line",
      "webhook",
      "webhook_fields",
      "partner",
      "embedded_signup",
      "opened_by_support",
    ]);
    expect(names("meta")).toEqual([
      "country",
      "sanctions",
      "app_version",
      "business_app",
      "tenure",
      "business_portfolio",
      "credit_line",
      "webhook",
      "webhook_fields",
      "partner",
      "embedded_signup",
    ]);
  });
});

describe("the app's version", () => {
  it.each([
    ["2.24.9", "ineligible"],
    ["2.24.16.99", "ineligible"],
    ["2.24.17", "eligible"],
    ["2.24.17.78", "eligible"],
    ["2.25.1", "eligible"],
    ["2.24.17-beta", "eligible"],
    ["24.16.80", "unknown"],
    ["24.17.78", "unknown"],
    ["2.24", "unknown"],
    ["newest", "unknown"],
    [undefined, "unknown"],
  ])("%s is %s", (appVersion, verdict) => {
    const input: Partial<EligibilityInput> = appVersion === undefined ? {} : { appVersion };
    const { checks } = checkEligibility({ route: "meta", phoneNumber: good.phoneNumber, ...input });
    expect(checks.find(({ requirement }) => requirement === "app_version")?.verdict).toBe(verdict);
  });

  it("is measured against the policy", () => {
    expect(check("app_version", { policy: { minimumAppVersion: "2.26.1" } })).toMatchObject({
      verdict: "ineligible",
      fix: "Update the WhatsApp Business app to version 2.26.1 or later.",
    });
  });
});

describe("the time of use", () => {
  it.each([
    ["2026-09-24", "eligible"],
    ["2026-09-25", "unknown"],
    ["2026-10-01", "unknown"],
    [new Date("2026-09-23T22:00:00Z"), "eligible"],
  ])("since %s is %s after seven days", (inUseSince, verdict) => {
    expect(check("tenure", { inUseSince })?.verdict).toBe(verdict);
  });

  it("that is too short is a doubt that names the day on which it is over", () => {
    expect(check("tenure", { inUseSince: "2026-09-30" })?.fix).toContain("2026-10-07");
    expect(checkEligibility({ route: "360dialog", ...good, inUseSince: "2026-09-30" }).verdict).toBe("unknown");
  });
});

describe("a field that was left blank", () => {
  it.each([undefined, null, "", "  "])("is not known: %j", (blank) => {
    const { phoneNumber } = good;
    const unknown = { region: blank, appVersion: blank, inUseSince: blank, on: blank, webhook: blank };
    const others = {
      hasBusinessPortfolio: blank,
      policy: blank,
      overrides: typeof blank === "string" ? undefined : blank,
    };
    const input = { route: "360dialog", phoneNumber, ...unknown, ...others } as EligibilityInput;
    expect(checkEligibility(input)).toEqual(checkEligibility({ route: "360dialog", phoneNumber }));
  });

  it("is no phone number", () => {
    for (const phoneNumber of [undefined, null, "", " "]) {
      const act = () => checkEligibility({ route: "meta", phoneNumber: phoneNumber as string });
      expect(act).toThrow(expect.objectContaining({ problem: "missing" }));
    }
  });
});

describe("a time", () => {
  it.each([
    ["a day", "2026-09-24"],
    ["an instant", "2026-09-24T00:00:00Z"],
    ["an instant of another time zone", "2026-09-24T02:00+02:00"],
    ["what JSON makes of a Date", JSON.parse(JSON.stringify(new Date("2026-09-24")))],
    ["a Date", new Date("2026-09-24T00:00:00.000Z")],
  ])("may be %s", (_, inUseSince) => {
    expect(check("tenure", { inUseSince })?.verdict).toBe("eligible");
    expect(check("tenure", { inUseSince, on: "2026-09-30" })?.verdict).toBe("unknown");
  });

  it("that is tomorrow already where the business is counts as now", () => {
    expect(check("tenure", { inUseSince: "2026-10-01T12:00:00Z" })?.fix).toContain("2026-10-08");
  });
});

describe("a question", () => {
  it.each([
    ["app_version", {}, "appVersion"],
    ["tenure", {}, "inUseSince"],
    ["tenure", { inUseSince: "2026-09-30" }, "overrides"],
    ["business_portfolio", {}, "hasBusinessPortfolio"],
    ["business_portfolio", { hasBusinessPortfolio: false }, "overrides"],
    ["webhook", {}, "webhook"],
    ["credit_line", {}, "overrides"],
  ] as const)("says which member of the input answers it: %s of %j by %s", (requirement, known, member) => {
    const { phoneNumber, on } = good;
    const { checks } = checkEligibility({ route: "360dialog", phoneNumber, on, ...known });
    expect(checks.find((one) => one.requirement === requirement)?.answeredBy).toBe(member);
  });

  it("that is answered with no keeps the advice", () => {
    expect(check("credit_line", { overrides: { credit_line: "ineligible" } })).toMatchObject({
      verdict: "ineligible",
      reason: expect.stringContaining("credit line"),
      fix: expect.stringContaining("earlier partner"),
      source: "the caller",
    });
    expect(check("credit_line", { overrides: { credit_line: "eligible" } })).not.toHaveProperty("fix");
  });
});

describe("the portfolio", () => {
  it("may still be made, so its absence is a question and no refusal", () => {
    expect(check("business_portfolio", { hasBusinessPortfolio: false })).toMatchObject({
      verdict: "unknown",
      fix: expect.stringContaining("business.facebook.com"),
    });
  });
});

describe("the webhook", () => {
  it.each([
    [true, "eligible"],
    [false, "ineligible"],
    [{ ready: true }, "eligible"],
    [{ ready: false }, "ineligible"],
    [undefined, "unknown"],
  ])("of which is known %j is %s", (webhook, verdict) => {
    const { webhook: _, ...rest } = good;
    const input = webhook === undefined ? rest : { ...rest, webhook };
    const { checks } = checkEligibility({ route: "meta", ...input });
    expect(checks.find(({ requirement }) => requirement === "webhook")?.verdict).toBe(verdict);
  });
});

describe("sanctions", () => {
  const judge = (phoneNumber: string, route: EligibilityInput["route"] = "meta") =>
    checkEligibility({ route, ...good, phoneNumber }).checks.find(({ requirement }) => requirement === "sanctions");

  it.each(["+53 5123 4567", "+98 912 345 6789", "+850 192 123 4567", "+963 944 567 890"])(
    "keep whole countries off the platform: %s",
    (phoneNumber) => {
      for (const route of routes) expect(judge(phoneNumber, route)?.verdict).toBe("ineligible");
    },
  );

  it.each([
    ["+7 978 123-45-67", "Crimea"],
    ["+7 949 123-45-67", "Donetsk"],
    ["+7 959 123-45-67", "Luhansk"],
    ["+7 365 212-34-56", "Crimea"],
    ["+7 869 212-34-56", "Crimea"],
    ["+7 856 212-34-56", "Donetsk"],
    ["+7 857 212-34-56", "Luhansk"],
  ])("of a region make the numbers that are given out there a question: %s", (phoneNumber, region) => {
    expect(judge(phoneNumber)).toMatchObject({ verdict: "unknown", question: expect.stringContaining(region) });
  });

  it("are kept apart from the countries of coexistence", () => {
    const { checks } = checkEligibility({ route: "360dialog", ...good, phoneNumber: "+53 5123 4567" });
    expect(checks.find(({ requirement }) => requirement === "country")?.verdict).toBe("eligible");
  });

  it("of one of the regions that share a number make it a question", () => {
    const place = {
      name: "Western Sahara",
      region: "EH",
      source: "a letter",
      asOf: "2026-11",
      evidence: "third_party",
    };
    const input = { route: "meta", ...good, phoneNumber: "+212 650-123456" } as const;
    const policy = { sanctionedPlaces: [place] } as EligibilityInput["policy"];
    const sanctions = (region?: string) =>
      checkEligibility({ ...input, policy, region }).checks.find(({ requirement }) => requirement === "sanctions");
    expect(sanctions()?.verdict).toBe("unknown");
    expect(sanctions("MA")?.verdict).toBe("eligible");
    expect(sanctions("EH")?.verdict).toBe("ineligible");
  });

  it("can be replaced", () => {
    const policy = { sanctionedPlaces: [] };
    const { verdict } = checkEligibility({ route: "meta", ...good, phoneNumber: "+53 5123 4567", policy });
    expect(verdict).toBe("eligible");
  });
});

describe("what the caller knows better", () => {
  it("takes the place of what was found, and says so", () => {
    const { verdict, checks } = checkEligibility({
      route: "360dialog",
      ...good,
      phoneNumber: "+4915123456789",
      overrides: { country: { verdict: "eligible", reason: "360dialog said so on the phone." }, partner: "ineligible" },
    });
    expect(verdict).toBe("ineligible");
    expect(checks[0]).toEqual({
      requirement: "country",
      title: "country",
      verdict: "eligible",
      reason: "360dialog said so on the phone.",
      decisive: true,
      source: "the caller",
      asOf: "2026-10-01",
      evidence: "unverified",
    });
    expect(checks.find(({ requirement }) => requirement === "partner")).toMatchObject({ verdict: "ineligible" });
  });

  it("answers questions", () => {
    const overrides = { tenure: "eligible", business_portfolio: "eligible" } as const;
    const { inUseSince: _, hasBusinessPortfolio: __, ...rest } = good;
    expect(checkEligibility({ route: "360dialog", ...rest, overrides }).verdict).toBe("eligible");
  });

  it("may leave a check out", () => {
    const { verdict, checks } = checkEligibility({
      route: "360dialog",
      ...good,
      phoneNumber: "+4915123456789",
      overrides: { country: "left_out" },
    });
    expect(verdict).toBe("eligible");
    expect(checks.map(({ requirement }) => requirement)).not.toContain("country");
  });

  it.each([
    [{ weather: "eligible" }, "overrides"],
    [{ constructor: "eligible" }, "overrides"],
    [{ country: "yes" }, "overrides.country"],
    [{ country: true }, "overrides.country"],
    [{ country: null }, "overrides.country"],
    [{ country: {} }, "overrides.country"],
  ])("is refused where it would be ignored: %j", (overrides, field) => {
    expect(() => checkEligibility({ route: "meta", ...good, overrides: overrides as never })).toThrow(
      expect.objectContaining({ code: "invalid_input", field }),
    );
  });
});

describe("an argument that cannot be used", () => {
  it.each([
    [undefined, "input"],
    [{ ...good }, "route"],
    [{ ...good, route: "twilio" }, "route"],
    [{ ...good, route: "meta", phoneNumber: undefined }, "phoneNumber"],
    [{ ...good, route: "meta", region: "XX" }, "region"],
    [{ ...good, route: "meta", hasBusinessPortfolio: "no" }, "hasBusinessPortfolio"],
    [{ ...good, route: "meta", webhook: "https://example.com" }, "webhook"],
    [{ ...good, route: "meta", webhook: { ready: 1 } }, "webhook"],
    [{ ...good, route: "meta", on: "yesterday" }, "on"],
    [{ ...good, route: "meta", on: "2026-02-30" }, "on"],
    [{ ...good, route: "meta", on: new Date(Number.NaN) }, "on"],
    [{ ...good, route: "meta", inUseSince: "2026-9-1" }, "inUseSince"],
    [{ ...good, route: "meta", inUseSince: "2026-10-03" }, "inUseSince"],
    [{ ...good, route: "meta", inUseSince: ["2026-09-01"] }, "inUseSince"],
    [{ ...good, route: "meta", region: ["BR"] }, "region"],
    [{ ...good, route: "meta", on: new Date(8.64e15) }, "on"],
    [{ ...good, route: "meta", overrides: "country" }, "overrides"],
  ])("is named: %j", (input, field) => {
    expect(() => checkEligibility(input as never)).toThrow(expect.objectContaining({ code: "invalid_input", field }));
  });
});

describe("what the number says", () => {
  it("stands beside the checks", () => {
    const { number } = checkEligibility({ route: "meta", ...good, phoneNumber: "+39 312 345 6789" });
    expect(number).toEqual({ region: "IT", possibleRegions: ["IT", "VA"] });
    expect(checkEligibility({ route: "meta", ...good, phoneNumber: "+883510012345" }).number).toEqual({
      possibleRegions: [],
    });
  });

  it("is nowhere repeated in full", () => {
    const { checks, number } = checkEligibility({ route: "360dialog", ...good });
    expect(JSON.stringify({ checks, number })).not.toMatch(/961234567|96123-4567/);
  });
});

describe("the day of the judgement", () => {
  it("is today unless another is named", () => {
    const { checks } = checkEligibility({ route: "meta", ...good, on: new Date(), overrides: { partner: "eligible" } });
    const today = checkEligibility({
      route: "meta",
      phoneNumber: good.phoneNumber,
      overrides: { partner: "eligible" },
    });
    const asOf = (list: typeof checks) => list.find(({ requirement }) => requirement === "partner")?.asOf;
    expect(asOf(today.checks)).toBe(asOf(checks));
  });
});
