import { type Command, programName, UsageError } from "../command.ts";
import type { InspectOptions } from "../inspect/inspect-files.ts";
import { parseArguments } from "../parse-arguments.ts";

/** Shows what captured webhooks contain. */
export const inspect: Command = {
  name: "inspect",
  summary: "shows what a captured webhook contains",
  help: `Usage: ${programName} inspect [--json] [--all] FILE…

Shows what captured webhooks contain: their events, what was not understood and why, and keys that no schema lists.
A FILE holds the body of one webhook, as it arrived. The FILE - is standard input.

Options:
  --json  for programs: one line per file, {"file": …, "events": […]}, the events as listeners get them
  --all   everything, also of a long history, of which otherwise the first messages of each chunk are shown
  --help  this text

Exit codes:
  0  everything was understood
  1  a file is not JSON or cannot be read, or the command line is wrong
  2  something came out as an unknown event
`,
  async run(args, surroundings) {
    const options = readArguments(args);
    const { inspectFiles } = await import("../inspect/inspect-files.ts");
    return inspectFiles(options, surroundings);
  },
};

/**
 * Reads the arguments of `inspect`.
 *
 * @throws UsageError
 * @internal
 */
export function readArguments(args: string[]): InspectOptions {
  const { values, positionals: files } = parseArguments(args, {
    json: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
  });
  if (files.length === 0) throw new UsageError("Name at least one file, or - for standard input.");
  if (files.indexOf("-") !== files.lastIndexOf("-")) throw new UsageError("Standard input can be read only once.");
  return { files, json: values.json, all: values.all };
}
