import { englishBriefing, ownerBriefing } from "../../../src/eligibility/briefing/index.ts";
import type { EligibilityRoute } from "../../../src/eligibility/index.ts";
import { markdownList } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

const routes: Readonly<Record<EligibilityRoute, string>> = { "360dialog": "360dialog", meta: "Meta" };

/** The English briefing of both routes in one list. What only one of them has says so. */
export function briefingList(): string {
  const briefings = Object.entries(routes).map(([route, name]) => ({
    name,
    items: ownerBriefing(route as EligibilityRoute),
  }));
  return markdownList(
    Object.keys(englishBriefing).map((topic) => {
      const given = briefings.flatMap(({ name, items }) =>
        items.filter((item) => item.topic === topic).map((item) => ({ name, item })),
      );
      const text = [...new Set(given.map(({ item }) => item.text))].join(" / ");
      const only = given.length === briefings.length ? "" : `**${given.map(({ name }) => name).join()} only:** `;
      return `${only}${text} ${sourceLinks(...given.map(({ item }) => item))}`;
    }),
  );
}
