export type { BriefingItem, BriefingTexts, BriefingTopic } from "./briefing-topic.ts";
export { englishBriefing } from "./english-briefing.ts";
export { type BriefingLocale, ownerBriefing } from "./owner-briefing.ts";
