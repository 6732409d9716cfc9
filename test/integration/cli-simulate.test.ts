import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import type { SimulationReport } from "../../src/simulation/index.ts";
import { runProgram } from "./cli-process.ts";
import { freePort } from "./free-port.ts";

const guide = readFileSync(resolve(import.meta.dirname, "../../docs/guide/command-line.md"), "utf8");
const secrets = {
  APP_SECRET: "an app secret for the test of the simulation",
  VERIFY_TOKEN: "a verify token for the same",
  PLATFORM_SECRET: "a platform secret for the test of the simulation",
  WEBHOOK_TOKEN: "a webhook token for the test of the simulation",
};
const only = (...names: (keyof typeof secrets)[]) => ({
  environment: Object.fromEntries(names.map((name) => [name, secrets[name]])),
});
const meta = only("APP_SECRET", "VERIFY_TOKEN");
/** Few webhooks, and minutes of waiting within a second. */
const quick = ["--seed", "7", "--history", "200", "--numbers", "1", "--speed", "1000"];
const simulate = (args: readonly string[], options = meta) => runProgram(["simulate", ...args], options);

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}
function makeReceiver() {
  const coexistence = createCoexistence({
    appSecret: secrets.APP_SECRET,
    verifyToken: secrets.VERIFY_TOKEN,
    platformSecret: secrets.PLATFORM_SECRET,
    webhookHeaders: { authorization: secrets.WEBHOOK_TOKEN },
    logger: false,
  });
  return { coexistence, mount: nodeMount(coexistence) };
}
/** The body limit that nginx has by default. */
const limitTo1MB =
  (mount: RequestListener): RequestListener =>
  (request, response) => {
    if (Number(request.headers["content-length"] ?? 0) <= 1_048_576) return mount(request, response);
    request.resume().on("end", () => response.writeHead(413).end());
  };

describe("whatsapp-coexistence simulate", () => {
  it.each([
    ["Meta", ["APP_SECRET", "VERIFY_TOKEN"]],
    ["360dialog at a partner's URL", ["PLATFORM_SECRET"]],
    ["360dialog at a number's URL", ["WEBHOOK_TOKEN"]],
  ] as const)("ends with exit code 0 where the webhook takes what %s sends", async (_, names) => {
    const url = await listen(makeReceiver().mount);
    const outcome = await simulate([url, ...quick], only(...names));
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining("The webhook passed.") });
  });

  it("prints what its guide shows, but for the times and counts, and ends with exit code 2", async () => {
    const url = await listen(limitTo1MB(makeReceiver().mount));
    const { code, stdout } = await simulate([url, ...quick]);
    // A busy machine makes answers slow, which the guide does not show.
    const withoutCounts = (text: string) =>
      text
        .replace(/\d[\d,.]*/g, "N")
        .replace(/^slow( +time to answer)\n(?: {10}.*\n)+/m, "passed$1\n")
        .replace(" Slow: time to answer.", "");
    expect(withoutCounts(guide)).toContain(`\`\`\`text\n${withoutCounts(stdout)}\`\`\``);
    expect(code).toBe(2);
  });

  it("says on standard error what it sends and to whom, and how it goes on", async () => {
    const url = await listen(makeReceiver().mount);
    const { stderr } = await simulate([`${url}?key=private`, ...quick]);
    const [announcement, ...lines] = stderr.trimEnd().split("\n");
    expect(announcement).toBe(
      `whatsapp-coexistence: Sending test webhooks to ${new URL(url).host}. The listeners of that receiver get the ` +
        "contacts, history and messages of an invented number (phone_number_id 000000000…).",
    );
    expect(lines.at(-1)).toMatch(/^\+447700900001: history 100 %, (\d+) of \1 webhooks, .*done$/);
  });

  it("says on Ctrl+C with which seed the same can be sent again", async () => {
    const url = await listen(makeReceiver().mount);
    const options = { ...meta, interruptAt: "Sending test webhooks" };
    const { code, stdout, stderr } = await runProgram(["simulate", url, "--history", "100000"], options);
    expect(stderr.trimEnd()).toMatch(/Stopped\. --seed \d+ sends the same again\.$/);
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  });

  it.each([[[]], [["--json"]]])(
    "warns of a secret that receivers of this package refuse, and plays all the same (%j)",
    async (more) => {
      const APP_SECRET = "short secret";
      const url = await listen(
        (request, response) => void request.resume().on("end", () => response.writeHead(500).end()),
      );
      const outcome = await simulate([url, ...quick, ...more], { environment: { ...meta.environment, APP_SECRET } });
      expect(outcome.stderr.split("\n").filter((line) => line.includes("16 characters"))).toEqual([
        "whatsapp-coexistence: APP_SECRET has fewer than 16 characters. Receivers of this package refuse such a secret; " +
          "others may take it.",
      ]);
      expect(outcome.stderr).not.toContain(APP_SECRET);
      expect(outcome).toMatchObject({ code: 2, stdout: expect.stringContaining("accepted") });
    },
  );

  it("prints with --json one line, and nothing of the progress", async () => {
    const url = await listen(makeReceiver().mount);
    const { code, stdout, stderr } = await simulate([url, ...quick, "--json"]);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    const report: SimulationReport = JSON.parse(stdout);
    expect(report).toMatchObject({ passed: true, seed: 7, figures: { dropped: 0 } });
    expect(stderr.split("\n")).toHaveLength(2);
    expect(code).toBe(0);
  });

  it("plays the scenario of a file, and what the command line says otherwise", async () => {
    const { coexistence, mount } = makeReceiver();
    const events: string[] = [];
    coexistence.onAny((event) => void events.push(event.type === "account" ? event.event : event.type));
    const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-simulate-"));
    const file = join(folder, "scenario.json");
    await writeFile(file, JSON.stringify({ history: 300, customers: 3, afterwards: [{ do: "disconnect" }] }));
    const args = ["--scenario", file, "--history", "declined", "--numbers", "1", "--chaos", "0", "--json"];
    const { code } = await simulate([await listen(mount), ...args]);
    expect(code).toBe(0);
    // The two largest webhooks are a number's of their own.
    const own = events.filter((type) => type !== "message" && type !== "history");
    expect(own).toEqual(expect.arrayContaining(["contacts", "history.declined", "PARTNER_REMOVED"]));
    expect(own).toHaveLength(3);
    await writeFile(file, JSON.stringify({ afterwards: [{ do: "sing" }] }));
    const wrong = await simulate(["http://127.0.0.1:1", "--scenario", file]);
    expect(wrong).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("scenario.afterwards[0].do") });
    await rm(folder, { recursive: true });
  });

  it("is told at once where nobody is there", async () => {
    const outcome = await simulate([`http://127.0.0.1:${await freePort()}/webhook`]);
    expect(outcome).toMatchObject({ code: 2, stdout: expect.stringContaining("Nothing listens there") });
  });

  it.each([
    [["receiver.example"], meta, "The address is no address"],
    [["http://127.0.0.1:1", "--history", "2000000"], meta, "--history cannot be used"],
    [["http://127.0.0.1:1", "--chaos", "2"], meta, "--chaos is no number from 0 to 1."],
    [["http://127.0.0.1:1", "--numbers", "0"], meta, "--numbers is no whole number"],
    [["http://127.0.0.1:1", "--speed", "0"], meta, "--speed is no number above 0"],
    [["http://127.0.0.1:1", "--scenario", "/nowhere.json"], meta, "cannot be read"],
    [["http://127.0.0.1:1"], {}, "A simulation needs its sender's secret."],
    [["http://127.0.0.1:1"], only("APP_SECRET", "PLATFORM_SECRET"), "a simulation plays one sender"],
  ])("sends nothing for %j, and ends with exit code 1", async (args, options, message) => {
    const outcome = await simulate(args, options as typeof meta);
    expect(outcome).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(message) });
    expect(outcome.stderr).not.toContain("Sending");
  });

  it("prints no secret", async () => {
    const url = await listen((request, response) => void request.resume().on("end", () => response.end()));
    const { stdout, stderr } = await simulate([url, ...quick]);
    expect(Object.values(secrets).filter((secret) => (stdout + stderr).includes(secret))).toEqual([]);
  });
});
