import { execFile } from "node:child_process";

/** How a command ended, and what it printed. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command and waits for its end. It never rejects: how it ended is for the caller to judge. */
export function run(folder: string, command: string, ...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: quietEnvironment(), maxBuffer: 64 * 1024 * 1024 };
    execFile(command, words, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs a command that has to succeed. */
export async function mustRun(folder: string, command: string, ...words: string[]): Promise<Outcome> {
  const outcome = await run(folder, command, ...words);
  if (outcome.code === 0) return outcome;
  throw new Error(`${command} ${words.join(" ")} ended with ${outcome.code}:\n${outcome.stdout}${outcome.stderr}`);
}

// What npm and the test runner tell their children would change how a stranger's npm or Jest behaves.
function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}
