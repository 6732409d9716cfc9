import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

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

/** Starts an example, against its stand-in where it has one, on a port of its own. */
export async function startExample(folder: string): Promise<RunningExample> {
  const child = spawn(process.execPath, ["--import", "tsx", `examples/${folder}/main.ts`, "--stand-in"], {
    cwd: root,
    env: { ...process.env, PORT: "0", STAND_IN_PAUSE: "5" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (piece: Buffer): void => {
      printed += piece;
      const [, address] = /Open (http\S+)/.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
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
