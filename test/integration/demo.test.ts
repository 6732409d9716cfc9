import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

function runDemo(...nodeOptions: string[]) {
  return promisify(execFile)(process.execPath, ["--import", "tsx", ...nodeOptions, "examples/demo/main.ts"], {
    cwd: root,
  });
}

describe("the demo, where there is no terminal", () => {
  let printed = "";

  beforeAll(async () => {
    // Rejects unless the demo exits with 0.
    const { stdout } = await runDemo();
    printed = stdout;
  }, 30_000);

  it("says that everything adds up", () => {
    const [, sent, ...parts] = /: (\d+) webhooks sent = (\d+) \+ (\d+) \+ (\d+)\./.exec(printed)?.map(Number) ?? [];
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(sent);
    expect(sent).toBeGreaterThan(50);
  });

  it.each([
    "webhooks",
    "repeated webhooks, dropped",
    "forged webhooks, refused with 401",
    "contacts in the address books",
    "messages",
    "placeholders",
    "placeholders filled",
    "messages edited",
    "messages revoked",
    "numbers that declined",
    "numbers disconnected",
  ])("finds as many %s as were sent", (what) => {
    const { sent, found } = rowOf(what);
    expect(sent).toBeGreaterThan(0);
    expect(found).toBe(sent);
  });

  it("leaves the placeholders unfilled that are too old", () => {
    expect(rowOf("placeholders filled").found).toBeLessThan(rowOf("placeholders").found);
  });

  it("receives assets before their placeholders too", () => {
    expect(printed).toMatch(/ [1-9]\d* assets came before their placeholder/);
  });

  it("lists as many messages per chat as there are in all", () => {
    const chats = printed.split("What happened")[0]?.split("Messages per chat")[1] ?? "";
    const counts = [...chats.matchAll(/ {2,}(\d+)$/gm)].map(([, count]) => Number(count));
    expect(counts.length).toBeGreaterThan(4);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rowOf("messages").found);
  });

  it("tells why the number was disconnected", () => {
    expect(printed).toMatch(/^Corner Bakery\n {2}\d+ assets/m);
    expect(printed).toContain("  disconnected: PRIMARY_INACTIVITY, by SYSTEM\n");
    expect(printed).toContain("Side-Street Garage\n  keeps its history to itself\n");
  });

  it("shows rising progress up to 100 in plain lines, without any escape sequence", () => {
    const progress = [...printed.matchAll(/^Corner Bakery: history (\d+) %$/gm)].map(([, percent]) => Number(percent));
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(progress.at(-1)).toBe(100);
    expect(printed).not.toContain("\x1b");
  });

  function rowOf(what: string): { sent: number; found: number } {
    const row = new RegExp(`^  ${what} +(\\d+) +(\\d+)  ✓$`, "m").exec(printed);
    return { sent: Number(row?.[1]), found: Number(row?.[2]) };
  }
});

it("the demo fails when one webhook is lost", { timeout: 30_000 }, async () => {
  const loseOne = `
    const send = globalThis.fetch;
    let sent = 0;
    globalThis.fetch = (...request) => ++sent === 10 ? Promise.resolve(new Response()) : send(...request);
  `;
  const run = runDemo("--import", `data:text/javascript,${encodeURIComponent(loseOne)}`);
  await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("It does not add up") });
});
