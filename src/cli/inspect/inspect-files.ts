import { isCoexistenceError } from "../../errors/index.ts";
import type { CoexistenceEvent } from "../../model/index.ts";
import { parseWebhook } from "../../parse/index.ts";
import { programName, type Surroundings } from "../command.ts";
import { paintFor } from "../terminal/paint.ts";
import { printable, printableJson } from "../terminal/printable.ts";
import { readSource, UnreadableSource } from "./read-source.ts";
import { renderReport } from "./report.ts";
import { findUnknownKeys } from "./unknown-keys.ts";

/** What `inspect` was asked for. */
export interface InspectOptions {
  /** The files, `-` for standard input. */
  readonly files: readonly string[];
  /** One line of JSON per file instead of a table. */
  readonly json: boolean;
  /** Every message of a long history. */
  readonly all: boolean;
}

/** What became of one file. */
type Inspection = { bytes: Uint8Array; events: CoexistenceEvent[] } | { error: { code: string; message: string } };

/**
 * Inspects file by file, and prints what each contains.
 *
 * @returns the exit code: 1 when a file is not JSON or cannot be read, otherwise 2 when something is unknown, otherwise
 * 0.
 * @internal
 */
export async function inspectFiles(options: InspectOptions, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  let failed = false;
  let puzzled = false;
  let separator = "";
  for (const file of options.files) {
    const inspection = await inspectFile(file, surroundings);
    if ("error" in inspection) {
      failed = true;
      if (options.json) stdout.write(jsonLine({ file, error: inspection.error }));
      stderr.write(`${programName}: ${printable(nameOf(file))}: ${inspection.error.message}\n`);
      continue;
    }
    const { events } = inspection;
    puzzled ||= events.some(({ type }) => type === "unknown");
    if (options.json) {
      stdout.write(jsonLine({ file, events }));
    } else {
      stdout.write(separator + reportOn(file, inspection, options, surroundings));
      separator = "\n";
    }
  }
  if (failed) return 1;
  return puzzled ? 2 : 0;
}

async function inspectFile(file: string, { stdin }: Surroundings): Promise<Inspection> {
  try {
    const bytes = await readSource(file, stdin);
    return { bytes, events: parseWebhook(bytes) };
  } catch (error) {
    if (error instanceof UnreadableSource) return { error: { code: "file_unreadable", message: error.message } };
    if (isCoexistenceError(error)) return { error: { code: error.code, message: error.message } };
    throw error;
  }
}

function reportOn(
  file: string,
  { bytes, events }: Extract<Inspection, { bytes: Uint8Array }>,
  { all }: InspectOptions,
  { stdout, environment }: Surroundings,
): string {
  const unknownKeys = findUnknownKeys(bytes, events);
  const lines = renderReport(
    { name: nameOf(file), events, unknownKeys },
    { all, width: stdout.isTTY ? stdout.columns || undefined : undefined, paint: paintFor(stdout, environment) },
  );
  return `${lines.join("\n")}\n`;
}

function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

function jsonLine(value: unknown): string {
  return `${printableJson(JSON.stringify(value))}\n`;
}
