import type { TestProject } from "vitest/node";
import { openDesk } from "./desk.ts";
import { wanted } from "./wanted.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where tests ask for Redis and PostgreSQL. */
    serviceDesk: string;
  }
}

/** One Redis and one PostgreSQL for all files of tests, looked for when the first of them asks. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const desk = await openDesk({
    wanted,
    isRequired: Boolean(process.env["REQUIRE_SERVICES"]),
    print: (line) => process.stderr.write(`${line}\n`),
  });
  project.provide("serviceDesk", desk.url);
  return () => desk.close();
}
