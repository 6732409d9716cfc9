import { markdownTable } from "../markdown.ts";
import { grades, linkTo, namedSources } from "./source-link.ts";

/** The pages that the other tables name, when they were read, and where their links lead. */
export function sourcesTable(): string {
  const table = markdownTable(
    ["source", "what it is", "as of", "evidence"],
    namedSources.map((page) => [linkTo(page), page.source, page.asOf, grades[page.evidence]]),
  );
  const links = namedSources.flatMap(({ name, url }) => (url === undefined ? [] : [`[${name}]: ${url}`]));
  return [table, "", ...links].join("\n");
}
