import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** What the demo leaves behind in the folder for temporary files. */
const leftovers = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith("whatsapp-"));

describe("the demo that cannot begin", () => {
  const refuse = async (...options: string[]) => {
    const folder = await mkdtemp(join(tmpdir(), "demo-test-"));
    const run = promisify(execFile)(process.execPath, [...command, demo, ...options], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
    });
    const { code, stderr } = await run.then(
      () => expect.unreachable("It began."),
      (error: { code: number; stderr: string }) => error,
    );
    expect(await leftovers(folder)).toEqual([]);
    return { code, stderr };
  };

  it.each([["abc"], ["-1"], ["65536"], [""]])("says how it is used for --port=%s", async (port) => {
    const { code, stderr } = await refuse(`--port=${port}`);
    expect(code).toBe(2);
    expect(stderr).toBe(`--port is no port: ${port}\nUsage: npm run demo -- [--once] [--port PORT]\n`);
  });

  it("says that a port is in use, and leaves nothing behind", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    expect(await refuse("--port", String(port))).toEqual({
      code: 1,
      stderr: `Port ${port} is in use. Choose another with --port.\n`,
    });
    taken.close();
  });
});

describe("the demo, watched", () => {
  let process_: ChildProcess | undefined;
  afterEach(() => process_?.kill("SIGKILL"));

  it("ends with 130 on Ctrl+C before it has its summary, and leaves nothing behind", { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "demo-test-"));
    process_ = spawn(process.execPath, [...command, demo, "--once"], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(process_, "exit");
    process_.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("history")) process_?.kill("SIGINT");
    });
    expect(await ended).toEqual([130, null]);
    expect(await leftovers(folder)).toEqual([]);
  });

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
    // A page that stays open, and a connection that a browser opened ahead of need.
    const open = await fetch(address, { headers: { accept: "text/event-stream" } });
    const read = open.text().catch(() => "");
    const idle = connect(Number(new URL(address).port), "127.0.0.1").on("error", () => undefined);
    await once(idle, "connect");
    const began = performance.now();
    started.kill("SIGINT");
    expect(await once(started, "exit")).toEqual([0, null]);
    // Node itself would wait five seconds for the idle connection, and for ever for the stream.
    expect(performance.now() - began).toBeLessThan(4_500);
    expect(await read).toContain("event: numbers");
  });
});
