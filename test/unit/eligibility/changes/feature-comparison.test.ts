import { describe, expect, it } from "vitest";
import { type FeatureChange, featureChanges, featureComparison } from "../../../../src/eligibility/changes/index.ts";
import { dialog360Page, metaChangeList, metaOnboardingPage } from "../../../../src/eligibility/sources.ts";
import { InvalidInputError } from "../../../../src/errors/index.ts";

const row = (rows: readonly FeatureChange[], feature: string): FeatureChange => {
  const found = rows.find((candidate) => candidate.feature === feature);
  if (found === undefined) throw new Error(`no row ${feature}`);
  return found;
};
const before = "2025-11-24";
const on = "2025-11-25";

describe.each(["meta", "360dialog"] as const)("the comparison for %s", (route) => {
  it("has the rows in their order", () => {
    expect(featureComparison(route).map(({ feature }) => feature)).toEqual(
      featureChanges.map(({ feature }) => feature),
    );
  });

  it("leaves the data as it was", () => {
    const copy = structuredClone(featureChanges);
    featureComparison(route);
    expect(featureChanges).toEqual(copy);
  });

  it("compares the caller's rows when it gets some", () => {
    const own = { ...row(featureChanges, "calls"), source: "our own trial", asOf: "2026-10" };
    expect(featureComparison(route, { features: [own] })).toEqual([own]);
  });

  it.each(["tomorrow", new Date(Number.NaN), 20251125])("refuses a day that is none: %s", (day) => {
    expect(() => featureComparison(route, { on: day as string })).toThrow(expect.objectContaining({ field: "on" }));
  });
});

describe("the comparison for meta", () => {
  it("allows editing and revoking from the day of Meta's announcement", () => {
    const chats = row(featureComparison("meta", { on }), "one_to_one_chats");
    expect(chats.inApp).toEqual({ support: "unchanged", text: "No change. Messages can be edited and revoked." });
    expect(chats.onApi.text).toContain("edits and revocations are reported by webhook");
    expect(chats).toMatchObject(metaChangeList);
  });

  it("denies it the day before, as the page did that still prints it", () => {
    const chats = row(featureComparison("meta", { on: before }), "one_to_one_chats");
    expect(chats.inApp.support).toBe("limited");
    expect(chats).toMatchObject(dialog360Page);
  });

  it("takes today where no day is given", () => {
    expect(row(featureComparison("meta"), "one_to_one_chats").inApp.support).toBe("unchanged");
  });

  it("keeps among the corrections only what it did not apply", () => {
    const open = featureComparison("meta").flatMap(({ corrections }) => corrections);
    expect(open.map(({ text }) => text)).toEqual([expect.stringContaining("temporarily unsupported")]);
  });

  it("says of chats with hidden numbers that Meta says nothing", () => {
    const chats = row(featureComparison("meta"), "hidden_number_chats");
    expect([chats.inApp.support, chats.onApi.support]).toEqual(["not_stated", "not_stated"]);
    expect(chats).toMatchObject(metaOnboardingPage);
  });

  it("names Meta's page for the rows that are the same there", () => {
    expect(row(featureComparison("meta"), "group_chats")).toMatchObject(metaOnboardingPage);
  });
});

describe("the comparison for 360dialog", () => {
  it("says what its page prints, and in the same text what contradicts it", () => {
    const chats = row(featureComparison("360dialog", { on }), "one_to_one_chats");
    expect(chats.inApp.support).toBe("limited");
    expect(chats.inApp.text).toBe(
      "Messages can no longer be edited or revoked. But: Meta supports editing and revoking since 2025-11-25, and reports both by webhook.",
    );
    expect(chats.corrections.map(({ since }) => since)).toEqual(["2025-11-25", undefined]);
    expect(chats).toMatchObject(dialog360Page);
  });

  it("knows nothing of a correction on the day before", () => {
    const chats = row(featureComparison("360dialog", { on: before }), "one_to_one_chats");
    expect(chats.inApp.text).toBe("Messages can no longer be edited or revoked.");
    expect(chats.corrections.map(({ since }) => since)).toEqual([undefined]);
  });

  it("prints the rows that nobody contradicts as they are", () => {
    const undisputed = featureChanges.filter(({ corrections }) => corrections.length === 0);
    expect(undisputed).toHaveLength(11);
    expect(featureComparison("360dialog")).toEqual(expect.arrayContaining(undisputed));
  });
});

describe("another route", () => {
  it.each(["Meta", "360", "", undefined])("is refused: %s", (route) => {
    const compare = () => featureComparison(route as "meta");
    expect(compare).toThrow(InvalidInputError);
    expect(compare).toThrow(expect.objectContaining({ field: "route" }));
  });
});
