import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

/** An example that runs. */
export interface RunningExample {
  readonly url: string;
  /** What it has printed so far. */
  printed(): string;
  /** Ends it as an operator does. Resolves with its exit code and signal. */
  end(): Promise<unknown[]>;
  kill(): void;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Starts an example on a port of its own.
 *
 * @param environment What it reads from there, `PORT` included if it has to be a certain one. Default: it runs against its
 * stand-in.
 */
export async function startExample(
  folder: string,
  environment?: Readonly<Record<string, string>>,
): Promise<RunningExample> {
  const port = environment?.["PORT"] ?? String(environment === undefined ? 0 : await freePort());
  const program = [`examples/${folder}/main.ts`, ...(environment === undefined ? ["--stand-in"] : [])];
  const child = spawn(process.execPath, ["--import", "tsx", ...program], {
    cwd: root,
    env: { ...process.env, STAND_IN_PAUSE: "5", ...environment, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (piece: Buffer): void => {
      printed += piece;
      const [, address] = /Open (http\S+)/.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
      if (printed.includes(`Listening on port ${port}`)) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`The example ended before it listened:\n${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    end: async () => {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      return exit;
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
