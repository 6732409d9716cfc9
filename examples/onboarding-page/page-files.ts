import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly body: string;
  readonly type: string;
}

/** Reads the files of a page, and puts each script together with what it imports. */
export async function readPageFiles(folder: URL, names: readonly string[]): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const file = new URL(name, folder);
    const isScript = name.endsWith(".js");
    const body = isScript ? await bundle(fileURLToPath(file)) : await readFile(file, "utf8");
    const type = isScript ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
    files.set(`/${name.split("/").at(-1)}`, { body, type: `${type}; charset=utf-8` });
  }
  return files;
}

async function bundle(script: string): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [script], bundle: true, write: false, format: "esm" });
  return outputFiles[0]?.text ?? "";
}
