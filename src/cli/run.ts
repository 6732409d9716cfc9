import { createRequire } from "node:module";
import { type Command, programName, type Surroundings, UsageError } from "./command.ts";
import { commands } from "./commands/index.ts";
import { printable } from "./terminal/printable.ts";

/**
 * Runs the command that the arguments name.
 *
 * @param args - the arguments after the program's name.
 * @returns the exit code.
 * @internal
 */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h") {
    stdout.write(usage());
    return 0;
  }
  if (name === "--version") {
    stdout.write(`${version()}\n`);
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (command === undefined) throw new UsageError(noSuchCommand(name));
    return await runCommand(command, rest, surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const help = [programName, ...(command === undefined ? [] : [command.name]), "--help"].join(" ");
    stderr.write(`${programName}: ${printable(error.message)}\nSee ${help}\n`);
    return 1;
  }
}

async function runCommand(command: Command, args: string[], surroundings: Surroundings): Promise<number> {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  if (!options.includes("--help") && !options.includes("-h")) return command.run(args, surroundings);
  surroundings.stdout.write(command.help);
  return 0;
}

function noSuchCommand(name: string): string {
  const known = commands.map((command) => command.name).join(", ");
  // What is no word may hold a phone number whose command was forgotten, and logs keep what stands here.
  const [option = ""] = name.split("=");
  if (name.startsWith("-")) return `There is no option${/\d/.test(option) ? " of that name" : ` "${option}"`}.`;
  const said = /^[a-z-]+$/.test(name) ? ` "${name}"` : " of that name";
  return `There is no command${said}. The commands are: ${known}.`;
}

function usage(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: ${programName} COMMAND …

Commands:
${lines.join("\n")}

Options:
  --help     this text; after a command, that command's
  --version  the version of the package
`;
}

function version(): string {
  // By its own name the package finds itself from the sources and from the built file alike.
  const { version } = createRequire(import.meta.url)("whatsapp-coexistence/package.json") as { version: string };
  return version;
}
