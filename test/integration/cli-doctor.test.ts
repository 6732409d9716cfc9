import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDialog360StandIn, type Dialog360StandIn } from "../../examples/stand-in/dialog360.ts";
import { createMetaStandIn, type MetaStandIn } from "../../examples/stand-in/meta.ts";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { openStage, type Stage } from "../unit/client/diagnosis/stage.ts";
import { type Outcome, runProgram } from "./cli-process.ts";

const guide = readFileSync(resolve(import.meta.dirname, "../../docs/guide/command-line.md"), "utf8");
const appId = "600000000000006";
const wabaId = "100000000000001";
const phoneNumberId = "200000000000002";

const done = { status: "done", sentAt: "2026-11-01T10:01:00.000Z" };
const shared = { shape: 1, revision: 9, startedAt: "2026-11-01T10:00:00.000Z", contacts: done, history: done };

let stage: Stage;
let folder: string;
const servers: ReturnType<typeof createServer>[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  // Whatever is looked at, nothing is ever written.
  expect(stage.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  await stage.close();
  await rm(folder, { recursive: true });
});

async function saveState(state: unknown): Promise<string> {
  const file = join(folder, "state.json");
  await writeFile(file, JSON.stringify(state));
  return file;
}

const jsonOf = ({ stdout }: Outcome) => {
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout);
};

describe("whatsapp-coexistence doctor", () => {
  let standIn: MetaStandIn;
  beforeEach(async () => {
    standIn = createMetaStandIn({ subscribedApps: new Map([[appId, undefined]]) });
    stage = await openStage(standIn);
  });

  const environment = () => ({
    ACCESS_TOKEN: standIn.world.accessToken,
    APP_ID: appId,
    APP_SECRET: standIn.world.appSecret,
    GRAPH_URL: stage.url,
  });
  const doctor = (args: readonly string[], changes: Record<string, string> = {}) =>
    runProgram(["doctor", ...args], { environment: { ...environment(), ...changes } });
  const saved = () => ({
    ...{ ...shared, provider: "meta", id: "an-onboarding", codeExchange: done },
    ...{ accessToken: standIn.world.accessToken, wabaId, phoneNumberId },
  });

  it("prints what its guide shows", async () => {
    standIn.world.subscribedApps.set(appId, "https://example.com/webhook/bakery");
    standIn.world.fields = ["messages", "smb_app_state_sync", "message_echoes", "account_update"];
    Object.assign(standIn.world.numbers[0] ?? {}, { last_onboarded_time: "2026-10-01T09:30:00+0000" });
    const outcome = await doctor(["--waba", wabaId, "--url", "https://example.com/webhook/bakery"]);
    expect(guide).toContain(`\`\`\`text\n${outcome.stdout}\`\`\``);
    expect([outcome.code, outcome.stderr]).toEqual([2, ""]);
  });

  it("ends with exit code 1 where the command line is wrong, before anything is sent", async () => {
    const outcome = await doctor(["--waba", "+15550001111"]);
    const stderr =
      "whatsapp-coexistence: --waba is no id: digits only, not a phone number with its +.\nSee whatsapp-coexistence doctor --help\n";
    expect(outcome).toEqual({ code: 1, stdout: "", stderr });
    expect(stage.calls).toEqual([]);
  });

  it("ends with exit code 0 where nothing is wrong, and says so in one line for programs", async () => {
    const file = await saveState(saved());
    const outcome = await doctor(["--state", file, "--json", "--url", "https://example.com/webhook"]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    const { route, healthy, findings, probe } = jsonOf(outcome);
    expect({ route, healthy, probe }).toEqual({ route: "meta", healthy: true, probe: undefined });
    expect(findings.filter(({ verdict }: { verdict: string }) => verdict !== "passed")).toEqual([]);
    expect(outcome.stdout).not.toMatch(/a-token|0f1e2d|555/);
  });

  it("ends with exit code 2 where a check failed, and without that check not", async () => {
    standIn.world.subscribedApps.clear();
    const args = ["--state", await saveState(saved())];
    expect(await doctor(args)).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/\nNot healthy: app_subscribed\.\n/),
    });
    expect(await doctor([...args, "--leave-out", "app_subscribed"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\nHealthy\.\n/),
    });
  });

  it("ends with exit code 3 where something is unknown", async () => {
    const outcome = await doctor(["--waba", wabaId, "--number", phoneNumberId], { APP_SECRET: "" });
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toContain("Option: APP_ID and APP_SECRET in the environment");
    expect(outcome.stdout).toContain("Option: --state FILE");
    expect(outcome.stdout).toMatch(/\nNothing is wrong, as far as it is known\. Unknown: app_credentials, /);
  });

  async function listen(appSecret: string) {
    const coexistence = createCoexistence({ appSecret, verifyToken: "a-verify-token", logger: false });
    let events = 0;
    coexistence.onAny(() => void events++);
    const server = createServer(nodeMount(coexistence));
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/webhook`, events: () => events };
  }

  it("probes with --probe alone where the webhooks go, and says so first", async () => {
    const receiver = await listen(standIn.world.appSecret);
    standIn.world.callbackUrl = receiver.url;
    const args = ["--state", await saveState(saved())];
    expect((await doctor(args)).code).toBe(0);
    expect(receiver.events()).toBe(0);

    const outcome = await doctor([...args, "--probe"], { VERIFY_TOKEN: "a-verify-token" });
    expect(receiver.events()).toBeGreaterThan(1);
    expect(outcome.stderr).toContain(`Sending test webhooks to ${new URL(receiver.url).host}.`);
    expect(outcome.stdout).toMatch(
      /\nHealthy\.\n\nWebhook probed with what Meta sends\n[\s\S]*\nThe webhook is ready\./,
    );
    expect(outcome.code).toBe(0);
  });

  it("is not healthy where nothing could be reached", async () => {
    const file = await saveState(saved());
    const outcome = await doctor(["--state", file], { GRAPH_URL: "http://127.0.0.1:9" });
    expect(outcome).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/\nNothing could be looked at\. Unknown: app_credentials, /),
    });
    expect(jsonOf(await doctor(["--state", file, "--json"], { GRAPH_URL: "http://127.0.0.1:9" })).healthy).toBe(false);
  });

  it("gives up a server that hangs, and says what it waits for", async () => {
    const hung = createServer(() => {});
    servers.push(hung);
    await new Promise<void>((ready) => hung.listen(0, "127.0.0.1", ready));
    const host = `127.0.0.1:${(hung.address() as AddressInfo).port}`;
    const begun = Date.now();
    const outcome = await doctor(["--state", await saveState(saved())], { GRAPH_URL: `http://${host}` });
    // One call after the other would take minutes.
    expect(Date.now() - begun).toBeLessThan(40_000);
    expect(outcome).toMatchObject({ code: 3, stderr: `whatsapp-coexistence: Waiting for ${host} to answer.\n` });
    expect(outcome.stdout).toContain("Nothing could be looked at.");
  }, 60_000);

  it("names that the business has probably disconnected, and does not call for a request", async () => {
    standIn.world.numbers.splice(0);
    const open = { status: "open" };
    const state = { ...saved(), startedAt: new Date().toISOString(), contacts: open, history: open };
    const { code, stdout } = await doctor(["--state", await saveState(state)]);
    expect(code).toBe(2);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "the business has probably disconnected, and only a new sign-up helps",
    );
    expect(stdout).not.toMatch(/can be asked for until|[Cc]all onboard/);
  });

  it("keeps its report where the address that webhooks go to cannot be probed", async () => {
    standIn.world.callbackUrl = "ftp://example.com/a-secret-path";
    const args = ["--state", await saveState(saved()), "--probe"];
    const outcome = await doctor(args);
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toMatch(
      /\nHealthy\.\n\nNot probed\. The address to probe is no address that begins with https/,
    );
    expect(outcome.stdout + outcome.stderr).not.toContain("a-secret-path");
    expect(jsonOf(await doctor([...args, "--json"])).notProbed).toMatch(/^The address to probe is no address/);
  });

  it("is not healthy where the webhook that was probed does not take what Meta signs", async () => {
    const { url } = await listen("another-secret-of-another-app");
    standIn.world.callbackUrl = url;
    const outcome = await doctor(["--state", await saveState(saved()), "--url", url, "--probe", "--json"]);
    expect(outcome.code).toBe(2);
    expect(jsonOf(outcome)).toMatchObject({ healthy: false, probe: { ready: false } });
  });
});

describe("whatsapp-coexistence doctor --route 360dialog", () => {
  const channelId = "AbCdEfCH";
  const apiKey = "the-key-of-a-number";
  let standIn: Dialog360StandIn;
  beforeEach(async () => {
    standIn = createDialog360StandIn({
      partner: { webhook_url: "https://webhooks.example.com/partner", partner_redirect_url: null },
      keys: new Map([[apiKey, { id: "AbCdEfAK", channelId }]]),
      webhooks: new Map([
        [
          channelId,
          { url: "https://webhooks.example.com/number", headers: { authorization: "a-long-secret-in-a-header" } },
        ],
      ]),
    });
    stage = await openStage(standIn);
  });

  const doctor = (args: readonly string[], changes: Record<string, string> = {}) =>
    runProgram(["doctor", "--route", "360dialog", ...args], {
      environment: {
        ...{ PARTNER_ID: "AbCdEfPA", PARTNER_API_KEY: standIn.world.partnerKey },
        ...{ HUB_URL: `${stage.url}/api/v2`, MESSAGING_URL: stage.url, ...changes },
      },
    });
  const saved = {
    ...{ ...shared, provider: "360dialog", id: channelId, channelId },
    ...{ keyMinting: { status: "done" }, apiKey },
  };

  it("finds nothing wrong where nothing is, with the key of the saved state", async () => {
    const outcome = await doctor(["--state", await saveState(saved)]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(outcome.stdout).toMatch(/^Channel AbCdEfCH through 360dialog\n[\s\S]*\nHealthy\.\n$/);
  });

  it("probes no address but the one that was named for this sender", async () => {
    const file = await saveState(saved);
    const named = ["--state", file, "--probe", "--url", "https://webhooks.example.com/number"];
    const outcome = await doctor(named, { PLATFORM_SECRET: "a-platform-secret" });
    expect(outcome).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("PLATFORM_SECRET is for the partner's address: name it with --partner-url"),
    });
    const partners = ["--state", file, "--probe", "--partner-url", "https://webhooks.example.com/partner"];
    const other = await doctor(partners, { WEBHOOK_TOKEN: "a-webhook-token" });
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("name it with --url") });
    expect(stage.calls).toEqual([]);
  });

  it("names what is wrong with its fix", async () => {
    Object.assign(standIn.world.partner, { webhook_url: null });
    const outcome = await doctor(["--channel", channelId, "--json"], { D360_API_KEY: "an-older-key" });
    const failed = jsonOf(outcome).findings.filter(({ verdict }: { verdict: string }) => verdict === "failed");
    expect(failed).toMatchObject([
      { check: "partner_webhook_set", fix: expect.stringContaining("setWebhookUrl") },
      { check: "messaging_key", fix: expect.stringContaining("mint") },
    ]);
    expect(outcome.code).toBe(2);
  });
});
