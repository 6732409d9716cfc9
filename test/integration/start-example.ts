import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

/** An example that runs. */
export interface RunningExample {
  readonly url: string;
  /** What it has printed so far. */
  printed(): string;
  /** Ends it as a host does, or with `SIGINT` as Ctrl+C does. Resolves with its exit code and signal. */
  end(signal?: "SIGTERM" | "SIGINT"): Promise<unknown[]>;
  kill(): void;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Starts an example on a port of its own.
 *
 * @param environment What it reads from there, `PORT` included if it has to be a certain one. Default: it runs against its
 * stand-in.
 * @param preload A module that is loaded into it before anything else.
 */
export async function startExample(
  folder: string,
  environment?: Readonly<Record<string, string>>,
  preload?: string,
): Promise<RunningExample> {
  const port = environment?.["PORT"] ?? String(environment === undefined ? 0 : await freePort());
  const program = [`examples/${folder}/main.ts`, ...(environment === undefined ? ["--stand-in"] : [])];
  const imports = ["tsx", ...(preload === undefined ? [] : [preload])].flatMap((module) => ["--import", module]);
  const child = spawn(process.execPath, [...imports, ...program], {
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
    end: async (signal = "SIGTERM") => {
      const exit = once(child, "exit");
      child.kill(signal);
      return exit;
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
