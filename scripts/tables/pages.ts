import { eligibilityTables } from "./eligibility/eligibility-tables.ts";
import { referenceTables } from "./reference/reference-tables.ts";
import type { Tables } from "./write-tables.ts";

/** The pages with tables that are made from the code, by their path from the folder of the repository. */
export const pages = {
  "docs/guide/eligibility.md": eligibilityTables,
  "docs/guide/reference-tables.md": referenceTables,
} as const satisfies Readonly<Record<string, Tables>>;
