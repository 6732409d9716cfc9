import { describe, expect, it } from "vitest";
import { briefingSources } from "../../../../src/eligibility/briefing/briefing-sources.ts";
import { type BriefingItem, englishBriefing, ownerBriefing } from "../../../../src/eligibility/briefing/index.ts";
import { placeholderNames } from "../../../../src/eligibility/briefing/placeholders.ts";
import { featureChanges } from "../../../../src/eligibility/changes/index.ts";
import { defaultEligibilityPolicy } from "../../../../src/eligibility/default-policy.ts";
import { InvalidInputError } from "../../../../src/errors/index.ts";

const routes = ["meta", "360dialog"] as const;
const topicsOf = (items: readonly BriefingItem[]): string[] => items.map(({ topic }) => topic);

describe.each(routes)("the briefing for %s", (route) => {
  const briefing = ownerBriefing(route);

  it("has every topic once", () => {
    expect(new Set(topicsOf(briefing)).size).toBe(briefing.length);
  });

  it.each(briefing)("names source, date and evidence of $topic", ({ source, asOf, evidence }) => {
    expect(source).not.toBe("");
    expect(asOf).toMatch(/^20\d{2}-(0[1-9]|1[0-2])(-\d{2})?$/);
    expect(["documented", "third_party", "unverified"]).toContain(evidence);
  });

  it.each(briefing)("fills every placeholder of $topic", ({ text }) => {
    expect(text).not.toMatch(/[{}]|undefined|NaN/);
  });

  it("speaks to the owner in short sentences, and not in the words of the trade", () => {
    const text = briefing.map((item) => item.text).join(" ");
    expect(text).not.toMatch(/API|WABA|webhook|endpoint|coexist|onboard|provider|companion/i);
    const long = text.split(/(?<=[.:]) /).filter((sentence) => sentence.split(" ").length > 26);
    expect(long).toEqual([]);
  });

  it("names everything that the app loses", () => {
    const text = briefing.map((item) => item.text.toLowerCase()).join(" ");
    const lost = featureChanges.filter(({ inApp }) => ["turned_off", "read_only"].includes(inApp.support));
    expect(lost).toHaveLength(4);
    expect(lost.filter(({ title }) => !text.includes(title.toLowerCase()))).toEqual([]);
  });

  it("gives the numbers of the data", () => {
    const text = (topic: string) => briefing.find((item) => item.topic === topic)?.text;
    expect(text("update_app")).toContain(`version ${defaultEligibilityPolicy.minimumAppVersion} `);
    expect(text("open_app")).toMatch(/every 13 days\..* 14 days/);
    expect(text("share_history")).toContain("180 days");
    expect(text("pictures_and_files")).toContain("14 days");
    expect(text("linked_devices")).toContain("up to 4 devices");
    expect(text("unsupported_devices")).toContain("WhatsApp for Windows, WearOS");
    expect(text("disconnect")).toContain("Settings > Account > Business Platform > Disconnect Account");
  });

  it.each(["en", "en-GB", "en-us", "EN", "en-Latn-US"] as const)("is English for %s", (locale) => {
    expect(ownerBriefing(route, locale as "en")).toEqual(briefing);
  });
});

describe("the routes", () => {
  it("differ only in what 360dialog adds, and where its page denies what Meta has", () => {
    const [meta, dialog360] = routes.map((route) => topicsOf(ownerBriefing(route)));
    expect(dialog360?.filter((topic) => !meta?.includes(topic))).toEqual([
      "accounts",
      "editing_disputed",
      "subscription",
    ]);
    expect(meta?.filter((topic) => !dialog360?.includes(topic))).toEqual(["editing"]);
    expect(meta?.filter((topic) => topic !== "editing")).toEqual(dialog360?.filter((topic) => meta?.includes(topic)));
  });

  it("have a text for each topic, and each topic is on one of them", () => {
    const given = new Set(routes.flatMap((route) => topicsOf(ownerBriefing(route))));
    expect([...given].sort()).toEqual(Object.keys(englishBriefing).sort());
    expect(Object.keys(briefingSources)).toEqual(Object.keys(englishBriefing));
  });

  it("are two", () => {
    expect(() => ownerBriefing("direct" as "meta")).toThrow(expect.objectContaining({ field: "route" }));
  });
});

describe("the English texts", () => {
  it("use every placeholder there is, and write no number themselves", () => {
    const texts = Object.values(englishBriefing);
    const used = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect([...new Set(used)].sort()).toEqual([...placeholderNames].sort());
    expect(texts.filter((text) => /\d/.test(text.replaceAll("360dialog", "")))).toEqual([]);
  });
});

describe("texts of the caller's own", () => {
  it("take the place of the English ones, in the same order and with the same sources", () => {
    const texts = { ...englishBriefing, update_app: "Erst die App aktualisieren: {minimumAppVersion}." };
    const [first, ...rest] = ownerBriefing("meta", texts);
    const [english, ...others] = ownerBriefing("meta");
    expect(first).toEqual({ ...english, text: "Erst die App aktualisieren: 2.24.17." });
    expect(rest).toEqual(others);
  });

  it("may repeat a placeholder, or use none", () => {
    const texts = { ...englishBriefing, update_app: "Bitte aktualisieren.", open_app: "{openAppDays}, {openAppDays}!" };
    const briefing = ownerBriefing("360dialog", texts);
    expect(briefing[0]?.text).toBe("Bitte aktualisieren.");
    expect(briefing.find(({ topic }) => topic === "open_app")?.text).toBe("13, 13!");
  });

  it("may come from JSON, with members of their own", () => {
    const texts = JSON.parse(JSON.stringify({ ...englishBriefing, $comment: "checked {by} Ada" }));
    expect(ownerBriefing("meta", texts)).toEqual(ownerBriefing("meta"));
  });

  it.each(["{version}", "{}", "{ openAppDays }", "{toString}", "{openAppDays", "openAppDays}", "{{openAppDays}}"])(
    "are refused with the placeholder %s, by the topic that has it",
    (placeholder) => {
      const act = () => ownerBriefing("meta", { ...englishBriefing, billing: `Costs ${placeholder}.` });
      expect(act).toThrow(InvalidInputError);
      expect(act).toThrow(expect.objectContaining({ field: "locale.billing" }));
      expect(act).not.toThrow(/Costs/);
    },
  );

  it.each([undefined, null, "", "  ", 7])("are refused where one is %j", (text) => {
    const act = () => ownerBriefing("meta", { ...englishBriefing, contacts: text as string });
    expect(act).toThrow(expect.objectContaining({ field: "locale.contacts" }));
  });

  it("are refused on either route where a text is broken that only one has", () => {
    const act = () => ownerBriefing("meta", { ...englishBriefing, subscription: "" });
    expect(act).toThrow(expect.objectContaining({ field: "locale.subscription" }));
  });

  it.each(["de", "eng", "english", "", "en_GB", "constructor", null, 5])("are needed for the language %j", (locale) => {
    const act = () => ownerBriefing("meta", locale as "en");
    expect(act).toThrow(InvalidInputError);
    expect(act).toThrow(expect.objectContaining({ field: "locale" }));
  });
});
