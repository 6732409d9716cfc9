// Writes the tables of the guides from the code.
import { readFile, writeFile } from "node:fs/promises";
import { pages } from "./pages.ts";
import { writeTables } from "./write-tables.ts";

for (const [page, tables] of Object.entries(pages)) {
  const file = new URL(`../../${page}`, import.meta.url);
  await writeFile(file, writeTables(await readFile(file, "utf8"), tables));
}
