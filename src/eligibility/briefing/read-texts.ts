import { InvalidInputError } from "../../errors/index.ts";
import { briefingSources } from "./briefing-sources.ts";
import type { BriefingTexts, BriefingTopic } from "./briefing-topic.ts";
import { englishBriefing } from "./english-briefing.ts";
import { fillPlaceholders } from "./placeholders.ts";

/** The topics, in their order. */
export const briefingTopics = Object.keys(briefingSources) as readonly BriefingTopic[];

/**
 * Reads the argument `locale`, and fills the texts it stands for. All of them are read, also those that a route has not
 * got, so that a broken translation is found on either.
 *
 * @throws InvalidInputError naming the argument, or the text in it.
 */
export function readTexts(locale: unknown): BriefingTexts {
  const texts = typeof locale === "string" ? textsOf(locale) : locale;
  if (typeof texts !== "object" || texts === null) {
    throw new InvalidInputError("locale", 'is neither "en" nor an object with a text for each topic.');
  }
  const filled = briefingTopics.map((topic): [BriefingTopic, string] => {
    const field = `locale.${topic}`;
    const text: unknown = Reflect.get(texts, topic);
    if (typeof text !== "string" || text.trim() === "") throw new InvalidInputError(field, "is missing or blank.");
    return [topic, fillPlaceholders(field, text)];
  });
  return Object.fromEntries(filled) as Record<BriefingTopic, string>;
}

function textsOf(language: string): BriefingTexts {
  if (/^en(-[a-z0-9]+)*$/i.test(language)) return englishBriefing;
  throw new InvalidInputError(
    "locale",
    'names a language that is not built in. There is "en"; pass the texts of others.',
  );
}
