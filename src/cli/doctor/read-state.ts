import { readFile } from "node:fs/promises";
import { UsageError } from "../command.ts";

/**
 * Reads what an onboarding saved.
 *
 * @throws UsageError for a file that cannot be read, or is not JSON. Its text is not repeated: it holds a token.
 * @internal
 */
export async function readState(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError("The file behind --state cannot be read.");
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError("The file behind --state is not JSON.");
  }
}
