import type { Command } from "../command.ts";
import { check } from "./check.ts";
import { doctor } from "./doctor.ts";
import { emulate } from "./emulate.ts";
import { inspect } from "./inspect.ts";
import { simulate } from "./simulate.ts";

/** Every command, in the order of the help text. A new one is a file beside this one and an entry here. */
export const commands: readonly Command[] = [inspect, check, doctor, simulate, emulate];
