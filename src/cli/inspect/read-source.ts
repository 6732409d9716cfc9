import { readFile } from "node:fs/promises";
import type { Surroundings } from "../command.ts";

/** A file that cannot be read. Its message says why, without the path. */
export class UnreadableSource extends Error {
  override readonly name = "UnreadableSource";
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "Reading it is not allowed.",
  EISDIR: "It is a directory.",
  ENOENT: "There is no such file.",
};

/**
 * Reads a file as bytes, or standard input for `-`.
 *
 * @throws UnreadableSource
 * @internal
 */
export async function readSource(file: string, stdin: Surroundings["stdin"]): Promise<Uint8Array> {
  try {
    return await (file === "-" ? readAll(stdin) : readFile(file));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UnreadableSource(reasons[code] ?? `It cannot be read (${code}).`);
  }
}

async function readAll(stdin: Surroundings["stdin"]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
