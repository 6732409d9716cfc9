import type { Command } from "../command.ts";
import { check } from "./check.ts";
import { inspect } from "./inspect.ts";

/** Every command, in the order of the help text. A new one is a file beside this one and an entry here. */
export const commands: readonly Command[] = [inspect, check];
