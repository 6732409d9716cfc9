import { posix } from "node:path";

/** A link or an image of a document. */
export interface Link {
  /** Where it stands: `README.md:12`. */
  readonly place: string;
  /** The document it stands in. */
  readonly document: string;
  /** What it leads to, as it is written there. */
  readonly target: string;
}

/** The files of the repository, with what tells the text of one. */
export interface Repository {
  readonly files: ReadonlySet<string>;
  readonly read: (file: string) => string;
}

/** Finds the links and images of a Markdown text that lead to the repository itself. */
export function findLinks(document: string, markdown: string): Link[] {
  const text = withoutCode(markdown);
  return [...text.matchAll(linkPattern)].flatMap((match) => {
    const target = match.slice(1).find((group) => group !== undefined) ?? "";
    if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
    const line = text.slice(0, match.index).split("\n").length;
    return [{ place: `${document}:${line}`, document, target }];
  });
}

/** Tells what is wrong with a link. */
export function checkLink({ document, target }: Link, { files, read }: Repository): string | undefined {
  const [path = "", fragment] = decodeURIComponent(target).split("#", 2);
  const file = path === "" ? document : posix.join(posix.dirname(document), path).replace(/\/$/, "");
  if (!files.has(file) && !isFolder(file, files)) return `${file} is not in the repository`;
  if (fragment === undefined) return undefined;
  if (!file.endsWith(".md")) return `${file} has no headings`;
  return findAnchors(read(file)).has(fragment) ? undefined : `${file} has no heading #${fragment}`;
}

/** The anchors that GitHub gives to the headings of a Markdown text. A heading that comes again is numbered. */
export function findAnchors(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of withoutBlocks(markdown).matchAll(/^#{1,6} +(.+?)(?: +#+)?$/gm)) {
    const name = nameOf(heading);
    let anchor = name;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${name}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

// In this order: `](target "title")`, whose text may be an image; `[name]: target`; and the attributes of HTML.
const linkPattern = /\]\(([^)\s]+)[^)]*\)|^ {0,3}\[[^\]]+\]: *(\S+)|\s(?:href|src|srcset)="([^"]+)"/gm;

function isFolder(path: string, files: ReadonlySet<string>): boolean {
  return [...files].some((file) => file.startsWith(`${path}/`));
}

function nameOf(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}

function withoutCode(markdown: string): string {
  return withoutBlocks(markdown).replaceAll(/(`+)(?!`).+?(?<!`)\1(?!`)/g, "");
}

// The lines stay, so that places are right.
function withoutBlocks(markdown: string): string {
  let fence: string | undefined;
  return markdown
    .split("\n")
    .map((line) => {
      const [, ticks, rest] = /^\s*(`{3,})(.*)$/.exec(line) ?? [];
      const isInside = fence !== undefined || ticks !== undefined;
      if (fence === undefined) fence = ticks;
      else if (ticks === fence && rest === "") fence = undefined;
      return isInside ? "" : line;
    })
    .join("\n");
}
