// Writes the tables of the page on eligibility from the data.
import { readFile, writeFile } from "node:fs/promises";
import { page, writeTables } from "./page.ts";

const file = new URL(`../../${page}`, import.meta.url);
await writeFile(file, writeTables(await readFile(file, "utf8")));
