import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = ["--import", "tsx"];
const demo = "examples/demo/main.ts";

const runOnce = (...nodeOptions: string[]) =>
  promisify(execFile)(process.execPath, [...command, ...nodeOptions, demo, "--once"], { cwd: root });

describe("the demo, once", () => {
  let printed = "";

  beforeAll(async () => {
    // Rejects unless the demo exits with 0.
    ({ stdout: printed } = await runOnce());
  }, 90_000);

  it.each([
    "webhooks, accepted in the end",
    "forged webhooks, refused with 401",
    "contacts in the address books",
    "messages of the history",
    "files of its placeholders",
    "messages from phones and customers",
    "… of them edits",
    "… of them revocations",
    "pictures and files fetched",
    "numbers disconnected",
  ])("finds as many %s as were sent", (what) => {
    const row = new RegExp(`^  ${what} +(\\d+) +(\\d+)  ✓$`, "m").exec(printed);
    expect(Number(row?.[1])).toBeGreaterThan(0);
    expect(row?.[2]).toBe(row?.[1]);
  });

  it("says that everything adds up, although connections were cut", () => {
    expect(printed).toMatch(
      /^Everything adds up: \d+ webhooks, [1-9]\d* of them sent again after a cut connection\.$/m,
    );
  });

  it("shows how far it is in plain lines, without any escape sequence", () => {
    const progress = [...printed.matchAll(/^Corner Bakery: history (\d+) %$/gm)].map(([, percent]) => Number(percent));
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(progress.at(-1)).toBe(100);
    expect(printed).toContain("Side-Street Garage: history not shared\n");
    expect(printed).not.toContain("\x1b");
  });
});

it("the demo fails when one webhook is acknowledged and lost", { timeout: 120_000 }, async () => {
  const loseOne = `
    import { Server } from "node:http";
    const { emit } = Server.prototype;
    let webhooks = 0;
    Server.prototype.emit = function (...event) {
      const [name, request, response] = event;
      if (name !== "request" || request.method !== "POST" || ++webhooks !== 10) return emit.apply(this, event);
      request.resume();
      response.end();
      return true;
    };
  `;
  const run = runOnce("--import", `data:text/javascript,${encodeURIComponent(loseOne)}`);
  await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("It does not add up") });
});

describe("the demo, watched", () => {
  let process_: ChildProcess | undefined;
  afterEach(() => process_?.kill("SIGKILL"));

  it("prints the address of a page whose chats fill up, and ends on Ctrl+C", { timeout: 60_000 }, async () => {
    const started = spawn(process.execPath, [...command, demo], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    process_ = started;
    let printed = "";
    started.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
    const address = await vi.waitFor(() => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (found === undefined) throw new Error("No address yet.");
      return found;
    }, 30_000);
    await vi.waitFor(async () => {
      const page = await (await fetch(address)).text();
      for (const name of ["Corner Bakery", "Harbour Bicycles", "Side-Street Garage"]) expect(page).toContain(name);
    }, 30_000);
    started.kill("SIGINT");
    expect(await once(started, "exit")).toEqual([0, null]);
  });
});
