import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A path for a database in a folder of its own, which is removed after the test. */
export function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), "coexistence-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "coexistence.db");
}
