import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./command.ts";

/**
 * Reads arguments by their options.
 *
 * @throws UsageError with what is wrong.
 * @internal
 */
export function parseArguments<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_")) {
      // Node's first sentence says what is wrong, its others are about rare exceptions.
      const [what] = error.message.split(/\.\s/);
      throw new UsageError(`${what?.replace(/\.$/, "")}.`);
    }
    throw error;
  }
}
