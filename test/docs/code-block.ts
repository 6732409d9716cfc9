import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { root } from "./entry-points.ts";

/** A fenced block of code, as it stands in a Markdown file or in a TSDoc comment. */
export interface CodeBlock {
  /** Where it starts: `README.md:12`. */
  readonly place: string;
  /** The first word after the fence. */
  readonly language: string;
  /** The code, with the blocks before it that it continues. */
  readonly code: string;
}

/** Finds every block of code in the documents that are written by hand, and in the comments of the sources. */
export function findCodeBlocks(): CodeBlock[] {
  return [
    ...findDocuments().flatMap((file) => readBlocks(file, readFileSync(resolve(root, file), "utf8"))),
    ...listFiles("src", ".ts").flatMap((file) =>
      readBlocks(file, onlyComments(readFileSync(resolve(root, file), "utf8"))),
    ),
  ];
}

/**
 * Reads the fenced blocks of a Markdown text. A block that opens with `ts continues` goes on where the block before it
 * in the same file ended.
 */
export function readBlocks(file: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; info: string[]; line: number; code: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^\s*(`{3,})(.*)$/.exec(line);
    if (open === undefined) {
      if (fence?.[1] === undefined) continue;
      open = { fence: fence[1], info: (fence[2] ?? "").trim().split(/\s+/), line: index + 1, code: [] };
    } else if (fence?.[1] === open.fence && fence[2] === "") {
      const [language = "", ...words] = open.info;
      const before = words.includes("continues") ? `${blocks.at(-1)?.code ?? ""}\n` : "";
      blocks.push({ place: `${file}:${open.line}`, language, code: before + unindent(open.code) });
      open = undefined;
    } else {
      open.code.push(line);
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: this block of code never ends`);
  return blocks;
}

/**
 * Lists the documents whose code is that of today: the change log shows code of older versions, and the reference is made
 * from the comments.
 */
export function findDocuments(): string[] {
  return [
    ...readdirSync(root).filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md"),
    ...listFiles("docs", ".md").filter((file) => !file.startsWith("docs/reference/")),
    ...listFiles("examples", ".md"),
  ];
}

function listFiles(folder: string, ending: string): string[] {
  let names: string[];
  try {
    names = readdirSync(resolve(root, folder), { recursive: true }) as string[];
  } catch {
    return [];
  }
  return names
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(ending) && !file.includes("/node_modules/"))
    .sort();
}

/** Keeps what stands in TSDoc comments, every line in its place. */
function onlyComments(source: string): string {
  let inComment = false;
  return source
    .split("\n")
    .map((line) => {
      if (/^\s*\/\*\*(?!.*\*\/)/.test(line)) inComment = true;
      else if (/\*\/\s*$/.test(line)) inComment = false;
      else if (inComment) return line.replace(/^\s*\* ?/, "");
      return "";
    })
    .join("\n");
}

function unindent(lines: readonly string[]): string {
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines.map((line) => `${line.slice(depth)}\n`).join("");
}
