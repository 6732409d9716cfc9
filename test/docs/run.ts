import { type ChildProcess, spawn } from "node:child_process";
import { bundle } from "./bundle.ts";
import type { CodeBlock } from "./code-block.ts";
import { environmentFor } from "./credentials.ts";
import { root } from "./entry-points.ts";
import { findPromisedLines, type PromisedLine } from "./printed-lines.ts";
import type { RunnerMessage } from "./runner/messages.ts";
import { servesWebhooks, useServer } from "./use-server.ts";

/**
 * Runs an example in a process of its own, and returns what is wrong with it: that it fails, that it prints something
 * else than its comments promise, or that the server it starts does not answer as it should.
 */
export async function runExample(block: CodeBlock): Promise<string[]> {
  const { code, promised } = findPromisedLines(block.code);
  const program = await bundle({ language: block.language, code });
  const serves = servesWebhooks(block.code);
  const printed: Printed[] = [];
  const problems: string[] = [];

  const child = spawn(process.execPath, [`--input-type=${program.inputType}`, "-"], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...environmentFor(block.code) },
    stdio: ["pipe", "pipe", "pipe", "ipc"],
    timeout: patience,
  });
  child.stdin?.end(program.code);
  const output = collect(child);
  let use: Promise<void> | undefined;
  child.on("message", (message: RunnerMessage) => {
    if (message.type === "printed") printed.push(message);
    else if (serves) use ??= useServer(block.code, message.port, problems).finally(() => child.kill());
  });
  const ending = await new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code)));

  if (use !== undefined) await use;
  else if (serves) problems.push(`it started no server, and ended with ${ending}`);
  else if (ending !== 0) problems.push(`it ended with ${ending}`);
  problems.push(...promised.flatMap((line) => compare(line, printed, serves)));
  return problems.length === 0 ? [] : [...problems, `its output: ${output.join("")}`];
}

type Printed = Extract<RunnerMessage, { type: "printed" }>;

// Far more than an example takes, so that one that never ends fails instead of holding up the run.
const patience = 30_000;

function collect(child: ChildProcess): string[] {
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  }
  return pieces;
}

function compare({ line, text }: PromisedLine, printed: readonly Printed[], serves: boolean): string[] {
  const here = printed.filter((message) => message.line === line);
  // What a server prints depends on the webhooks it gets, and the test sends it one message only.
  if (here.length === 0) return serves ? [] : [`line ${line} never printed ${text}`];
  return here
    .filter(({ writings }) => !writings.some((writing) => isPromised(writing, text)))
    .map(({ writings }) => `line ${line} printed ${writings[0]}, where its comment says ${text}`);
}

// The comment may quote either way, and a remark may follow behind a colon: `// false: the first is a landline`.
function isPromised(writing: string, text: string): boolean {
  return plain(text) === plain(writing) || plain(text).startsWith(`${plain(writing)}: `);
}

function plain(text: string): string {
  return text.replaceAll("'", '"').replaceAll(/([[{]) | (?=[\]}])/g, "$1");
}
