import { parseArgs } from "node:util";

/** What somebody asked for on the command line. */
export interface DemoOptions {
  readonly once: boolean;
  /** 0 for any that is free. */
  readonly port: number;
}

const usage = "Usage: npm run demo -- [--once] [--port PORT]";

/** Reads the arguments. What is wrong with them is said, and ends the process with 2. */
export function readOptions(): DemoOptions {
  try {
    const { values } = parseArgs({
      options: { once: { type: "boolean", default: false }, port: { type: "string", default: "0" } },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port is no port: ${values.port}`);
    return { once: values.once, port };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
    process.exit(2);
  }
}
