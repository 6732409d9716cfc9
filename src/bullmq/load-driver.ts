import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import process from "node:process";
import { CoexistenceError } from "../errors/index.ts";

const names = { ioredis: "Redis", pg: "PostgreSQL" } as const;

/**
 * Loads a driver. It is the application's dependency, and hosts start that from folders of their own.
 *
 * @throws CoexistenceError `driver_missing`.
 */
export function loadDriver(driver: keyof typeof names): unknown {
  const [, program] = process.argv;
  const places = [join(process.cwd(), "package.json")];
  if (program !== undefined && isAbsolute(program)) places.push(program);
  for (const place of places) {
    try {
      return createRequire(place)(driver);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new CoexistenceError(
    "driver_missing",
    `No driver for ${names[driver]} is installed. Run npm install ${driver}.`,
  );
}
