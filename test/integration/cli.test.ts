import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventType, parseWebhook } from "../../src/index.ts";
import { capturedWebhook } from "../unit/cli/captured-webhook.ts";
import { metadata, textMessage, webhook } from "../unit/cli/webhook.ts";
import { type Outcome, type RunOptions, runProgram } from "./cli-process.ts";

const root = resolve(import.meta.dirname, "../..");

const run = (args: readonly string[], options: RunOptions = {}) => runProgram(args, { cwd: folder, ...options });

const files = {
  "captured.json": capturedWebhook,
  "message.json": webhook(["messages", { metadata, messages: [textMessage()] }]),
  "unknown.json": '{"hello":"world"}',
  "broken.json": '{"entry":[',
  "empty.json": "",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "inspect-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Line {
  readonly file: string;
  readonly events?: readonly { type: EventType; receivedAt: string }[];
  readonly error?: { code: string };
}

function linesOf({ stdout }: Outcome): Line[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("whatsapp-coexistence inspect", () => {
  it("prints what its guide shows", async () => {
    const guide = readFileSync(resolve(root, "docs/guide/command-line.md"), "utf8");
    const { stdout } = await run(["inspect", "captured.json"]);
    expect(guide).toContain(`\`\`\`text\n${stdout}\`\`\``);
  });

  it.each([
    ["message.json", 0],
    ["unknown.json", 2],
    ["broken.json", 1],
    ["empty.json", 1],
    ["missing.json", 1],
    [".", 1],
  ])("ends, for the file %s, with exit code %i", async (file, code) => {
    expect((await run(["inspect", file])).code).toBe(code);
  });

  it("inspects every file, whatever is wrong with the ones before", async () => {
    const outcome = await run(["inspect", "broken.json", "missing.json", "unknown.json", "message.json"]);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("1 event: 1 unknown\n\nmessage.json\n");
    expect(outcome.stderr).toBe(
      "whatsapp-coexistence: broken.json: The body is not JSON.\n" +
        "whatsapp-coexistence: missing.json: There is no such file.\n",
    );
  });

  it("prints with --json exactly one line per file, in their order", async () => {
    const outcome = await run(["inspect", "--json", "message.json", "broken.json", ".", "captured.json"]);
    expect(outcome.code).toBe(1);
    expect(linesOf(outcome).map(({ file, events, error }) => [file, events?.length, error?.code])).toEqual([
      ["message.json", 1, undefined],
      ["broken.json", undefined, "invalid_json"],
      [".", undefined, "file_unreadable"],
      ["captured.json", 8, undefined],
    ]);
  });

  it("prints with --json the events as listeners get them", async () => {
    const [line] = linesOf(await run(["inspect", "--json", "captured.json"]));
    const receivedAt = new Date(line?.events?.[0]?.receivedAt ?? "");
    const events = parseWebhook(capturedWebhook, { receivedAt });
    expect(line).toEqual({ file: "captured.json", events: JSON.parse(JSON.stringify(events)) });
  });

  it("reads standard input", async () => {
    const outcome = await run(["inspect", "--json", "-", "message.json"], { input: capturedWebhook });
    expect(linesOf(outcome).map(({ file, events }) => [file, events?.length])).toEqual([
      ["-", 8],
      ["message.json", 1],
    ]);
  });

  it("prints no colour into a pipe", async () => {
    expect((await run(["inspect", "captured.json"])).stdout).not.toContain("\u001b");
  });

  it("ends in silence, with its exit code, when nobody reads on", async () => {
    const messages = Array.from({ length: 20_000 }, () => textMessage());
    const threads = [{ id: "15550002222", messages }];
    const input = webhook(["history", { metadata, history: [{ threads }] }], ["weather", {}]);
    const outcome = await run(["inspect", "--all", "-"], { input, leaveEarly: true });
    expect(outcome).toMatchObject({ code: 2, stderr: "" });
  });

  it("says how to use it when it is used wrongly", async () => {
    const outcome = await run(["inspect"]);
    expect(outcome).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "whatsapp-coexistence: Name at least one file, or - for standard input.\n" +
        "See whatsapp-coexistence inspect --help\n",
    });
  });

  it("names the commands there are when it does not know one", async () => {
    const outcome = await run(["look"]);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain("The commands are: inspect, check, doctor, simulate, emulate.");
  });

  it.each([[[]], [["--help"]], [["--version"]], [["inspect", "--help"]], [["check", "--help"]]])(
    "answers %j",
    async (args) => {
      const outcome = await run(args);
      expect(outcome).toEqual({ code: 0, stdout: expect.stringMatching(/\S/), stderr: "" });
    },
  );
});

/** The type of the events in a documented webhook, by how the name of its file begins. */
const promisedTypes: readonly (readonly [start: string, type: EventType])[] = [
  ["account_update.", "account"],
  ["docs-partner-history-approved", "history"],
  ["history.approved", "history"],
  ["history.declined", "history.declined"],
  ["history.media", "history.media"],
  ["messages.value-errors", "account"],
  ["messages.", "message"],
  ["phone_number_quality_update.", "account"],
  ["security.", "account"],
  ["smb_app_state_sync.", "contacts"],
  ["smb_message_echoes.", "echo"],
  ["statuses.", "status"],
  ["user_id_update.", "account"],
  ["user_preferences.", "account"],
];

const documented = resolve(root, "../shared/fixtures");

describe.skipIf(!existsSync(documented))("inspect on every documented webhook (needs the shared fixtures)", () => {
  const paths: string[] = [];
  let json: Outcome;
  let report: Outcome;
  beforeAll(async () => {
    const names = readdirSync(join(documented, "meta")).filter((name) => !/^(api|embedded_signup)\./.test(name));
    paths.push(...names.map((name) => join(documented, "meta", name)));
    paths.push(join(documented, "360dialog/docs-partner-history-approved.json"));
    [json, report] = await Promise.all([run(["inspect", "--json", ...paths]), run(["inspect", ...paths])]);
  });

  it("understands all of them", () => {
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(linesOf(json).flatMap(({ events }) => events?.filter(({ type }) => type === "unknown"))).toEqual([]);
  });

  it("gives each the events its name promises, and nothing else", () => {
    const found = linesOf(json).map(({ file, events }) => [
      basename(file),
      [...new Set(events?.map(({ type }) => type))],
    ]);
    const promised = paths.map((path) => {
      const name = basename(path);
      return [name, [promisedTypes.find(([start]) => name.startsWith(start))?.[1]]];
    });
    expect(found).toEqual(promised);
  });

  it("finds no key in them that no schema lists", () => {
    expect(report).toMatchObject({ code: 0, stderr: "" });
    expect(report.stdout).not.toContain("unknown key");
    expect(report.stdout.match(/^\d+ events?: /gm)).toHaveLength(paths.length);
  });
});
