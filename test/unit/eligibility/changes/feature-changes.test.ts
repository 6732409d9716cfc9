import { describe, expect, it } from "vitest";
import { featureChanges, unavailableFeatures } from "../../../../src/eligibility/changes/index.ts";

const featuresThat = (support: string, where: "inApp" | "onApi"): string[] =>
  featureChanges.filter((row) => row[where].support === support).map(({ feature }) => feature);

describe("the feature comparison", () => {
  it("has 13 rows, each feature once", () => {
    expect(featureChanges).toHaveLength(13);
    expect(new Set(featureChanges.map(({ feature }) => feature)).size).toBe(13);
  });

  it("begins where everything works in the app", () => {
    expect(featureChanges.filter(({ before }) => before.support !== "supported")).toEqual([]);
  });

  it("brings chats and contacts to the API, and nothing else", () => {
    expect(featuresThat("supported", "onApi")).toEqual(["one_to_one_chats", "contacts"]);
    expect(featuresThat("not_supported", "onApi")).toHaveLength(11);
  });

  it("names what the app loses", () => {
    expect(featuresThat("turned_off", "inApp")).toEqual([
      "disappearing_messages",
      "view_once_messages",
      "live_location",
    ]);
    expect(featuresThat("read_only", "inApp")).toEqual(["broadcast_lists"]);
    expect(featuresThat("limited", "inApp")).toEqual(["one_to_one_chats"]);
    expect(featuresThat("unchanged", "inApp")).toHaveLength(8);
  });

  it("dates the day on which editing and revoking came back", () => {
    const corrections = featureChanges.find(({ feature }) => feature === "one_to_one_chats")?.corrections;
    expect(corrections?.map(({ since }) => since)).toEqual(["2025-11-25", undefined]);
  });

  it("has a title and texts for people", () => {
    const texts = featureChanges.flatMap(({ title, before, inApp, onApi, corrections }) => [
      `${title}.`,
      ...[before, inApp, onApi, ...corrections].map(({ text }) => text),
    ]);
    expect(texts.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
  });
});

describe("what is not available besides", () => {
  it("is each named once", () => {
    expect(unavailableFeatures.map(({ feature }) => feature)).toEqual([
      "official_business_account",
      "moving_between_wabas",
      "calling_api",
      "deletion_by_api",
      "registration_by_api",
      "deregistration_by_api",
    ]);
  });

  it("is not said to be documented where it is only reported", () => {
    const reported = unavailableFeatures.filter(({ evidence }) => evidence === "third_party");
    expect(reported.map(({ feature }) => feature)).toEqual([
      "official_business_account",
      "moving_between_wabas",
      "calling_api",
    ]);
  });
});
