import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { MetaClient, onboard } from "../../src/client/index.ts";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { emulatorDefaults } from "../../src/testing/index.ts";
import { runProgram } from "./cli-process.ts";

const program = resolve(import.meta.dirname, "../../src/cli/main.ts");
const { appId, appSecret, verifyToken } = emulatorDefaults;

/** What is ended after each test, the last first. */
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulate-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts the command on a port of its own, and waits until it listens. */
async function start(args: readonly string[] = [], environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), program, "emulate", "--port", "0", ...args],
    {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  ends.push(() => child.kill("SIGKILL"));
  let printed = "";
  const listening = new Promise<string>((done, failed) => {
    const read = (piece: Buffer): void => {
      printed += piece;
      const [, url] = /are at (http:\S+)[\s\S]*Ctrl-C/.exec(printed) ?? [];
      if (url !== undefined) done(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => failed(new Error(`It ended before it listened:\n${printed}`)));
  });
  const url = await listening;
  return {
    url,
    printed: () => printed,
    /** What it prints of the business that signed up at once. */
    signUp: async () => {
      const read = () => /waba_id (\d+) .* code (\S+)/.exec(printed) ?? [];
      await expect.poll(read).not.toEqual([]);
      const [, wabaId = "", code = ""] = read();
      return { wabaId, code };
    },
    end: async (signal: NodeJS.Signals) => {
      const exit = once(child, "exit");
      child.kill(signal);
      return exit;
    },
  };
}

/** A receiver that counts the messages of the history. */
async function startReceiver(secret: string = appSecret) {
  const coexistence = createCoexistence({ appSecret: secret, verifyToken, logger: false });
  let messages = 0;
  coexistence.onHistory(({ threads }) => {
    for (const thread of threads) messages += thread.messages.length;
  });
  const server = createServer(nodeMount(coexistence)).listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/webhook`;
  return { url, messages: () => messages };
}

const settle = async (url: string) =>
  JSON.parse(await (await fetch(`${url}/emulator/settled`, { method: "POST" })).text());

describe("the command emulate", () => {
  it("plays a whole onboarding, and prints a line for each call and webhook", async () => {
    const receiver = await startReceiver();
    const { url, printed, signUp, end } = await start([
      "--webhook",
      receiver.url,
      "--history",
      "120",
      "--sign-up",
      "1",
    ]);
    const { wabaId, code } = await signUp();
    const meta = new MetaClient({ appId, appSecret, baseUrl: url });
    await onboard({ meta, code, wabaId, save: () => true });
    const { deliveries } = await settle(url);
    expect(printed()).toContain("The webhook answers the verification request.");
    expect([receiver.messages(), deliveries.waiting, deliveries.dropped]).toEqual([120, 0, 0]);
    expect(printed()).toMatch(/^call {5}200 {2}POST \/v26\.0\/oauth\/access_token$/m);
    expect(printed()).toMatch(/^webhook {2}200 {2}#\d+ history, 100 %, \d+ messages of 200000000000002 {2}\d+ ms$/m);
    expect(printed()).not.toContain("\u001b");
    expect(await end("SIGINT")).toEqual([0, null]);
    expect(printed()).toMatch(/\n\d+ calls, (\d+) webhooks, \1 accepted\n$/);
  });

  it("plays the scenario of a file, and its options win over it", async () => {
    const file = join(folder, "scenario.json");
    await writeFile(
      file,
      '{ "history": 500, "afterwards": [{ "do": "wait", "seconds": 3600 }, { "do": "disconnect" }] }',
    );
    const receiver = await startReceiver();
    const options = [
      "--webhook",
      receiver.url,
      "--scenario",
      file,
      "--history",
      "30",
      "--speed",
      "10000",
      "--seed",
      "5",
    ];
    const { url, printed, signUp, end } = await start([...options, "--chaos", "0.3", "--sign-up", "1"]);
    const { wabaId, code } = await signUp();
    const meta = new MetaClient({ appId, appSecret, baseUrl: url });
    await onboard({ meta, code, wabaId, save: () => true });
    await settle(url);
    expect(receiver.messages()).toBe(30);
    expect(printed()).toMatch(/#\d+ account of 200000000000002/);
    expect(await end("SIGTERM")).toEqual([0, null]);
  });

  it("prints its own credentials, and never those of the environment", async () => {
    const secret = "a-secret-of-the-environment-0001";
    const { printed, end } = await start([], { APP_SECRET: secret, VERIFY_TOKEN: " " });
    expect(printed()).not.toContain(secret);
    expect(printed()).toMatch(/Set for your application; from the environment: (\w+, )*APP_SECRET/);
    expect(printed()).toMatch(new RegExp(`^export VERIFY_TOKEN=${verifyToken}$`, "m"));
    expect(await end("SIGTERM")).toEqual([0, null]);
  });

  it("says when a webhook is lost, refused and given up", async () => {
    const receiver = await startReceiver("another-secret-of-the-application");
    const { url, printed, signUp, end } = await start(["--webhook", receiver.url, "--sign-up", "1"], {
      VERIFY_TOKEN: "a-token-that-the-receiver-does-not-know",
    });
    await expect.poll(printed).toContain("HTTP Status Code = 403");
    const play = () =>
      fetch(`${url}/emulator/businesses/200000000000002/steps`, { method: "POST", body: '[{ "do": "echo" }]' });
    await play();
    await expect
      .poll(printed)
      .toMatch(/^webhook {2}--- {2}#1 echo of 200000000000002 {2}lost: nobody is subscribed, or there is no address$/m);
    const { wabaId, code } = await signUp();
    const meta = new MetaClient({ appId, appSecret, baseUrl: url });
    const customer = meta.withAccessToken((await meta.exchangeCode(code)).access_token);
    await customer.subscribedApps.subscribe(wabaId);
    await play();
    await expect.poll(printed).toMatch(/^webhook {2}401 {2}#2 echo of 200000000000002 {2}\d+ ms, will be sent again$/m);
    const before = printed();
    expect(await end("SIGTERM")).toEqual([0, null]);
    // What is given up because it ends is not printed, only how many there were.
    expect(printed().slice(before.length)).not.toMatch(/given up|the emulator ends/);
    expect(printed()).toMatch(/\d+ webhooks, 0 accepted\n$/);
  });

  it("ends at once while an address does not answer its verification", async () => {
    const server = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(server, "listening");
    ends.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const address = server.address();
    const asked = once(server, "request");
    const webhook = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/webhook`;
    const { printed, end } = await start(["--webhook", webhook]);
    await asked;
    const from = performance.now();
    expect(await end("SIGINT")).toEqual([0, null]);
    // The verification alone would be waited for for ten seconds.
    expect(performance.now() - from).toBeLessThan(8_000);
    expect(printed()).not.toContain("verification request:");
  });

  it("prints the number of a sign-up, and how to get a fresh code for it", async () => {
    const { url, printed, signUp } = await start(["--sign-up", "1"]);
    const { code } = await signUp();
    const command = `curl -X POST ${url}/emulator/sign-ups -d '{"number":"15550001111"}'`;
    expect(printed()).toContain("number 15550001111");
    await expect.poll(printed).toContain(command);
    const again = await fetch(`${url}/emulator/sign-ups`, { method: "POST", body: '{"number":"15550001111"}' });
    const answer = (await again.json()) as { code: string; displayPhoneNumber: string };
    expect(answer.displayPhoneNumber).toBe("15550001111");
    expect(answer.code).not.toBe(code);
  });

  it("reaches an address of the public internet through a tunnel", async () => {
    const receiver = await startReceiver();
    const tunnel = `https://shop.example=${new URL(receiver.url).origin}`;
    const webhook = "https://shop.example/webhook";
    const { printed } = await start([
      "--webhook",
      webhook,
      "--tunnel",
      tunnel,
      "--tunnel",
      "https://a.example=http://localhost:1",
    ]);
    await expect.poll(printed).toContain("The webhook answers the verification request.");
  });

  it.each([
    [["--port", "http"], "--port takes"],
    [["--webhook", "shop"], "--webhook takes"],
    [["--partner-webhook", "ftp://shop.example"], "--partner-webhook takes"],
    [["--webhook", "https://shop.example/webhook"], "--webhook is not on this machine"],
    [["--partner-webhook", "https://shop.example/a-secret"], "--partner-webhook is not on this machine"],
    [["--tunnel", "https://shop.example"], "--tunnel takes"],
    [["--tunnel", "https://shop.example=http://localhost:3000/path"], "--tunnel takes"],
    [["--history", "all"], "--history takes"],
    [["--history", "1000001"], "--history takes"],
    [["--chaos", "2"], "--chaos takes"],
    [["--speed", "0"], "--speed takes"],
    [["--seed", "-1"], "--seed"],
    [["--sign-up", "x"], "--sign-up takes"],
    [["http://localhost:3000"], "options only"],
    [["--scenario", "/nowhere/scenario.json"], "cannot be read"],
  ])("refuses %j", async (args, problem) => {
    const { code, stderr } = await runProgram(["emulate", ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain(problem);
  });

  it.each([
    ["no JSON", "{", "is no JSON"],
    ["a step that there is not", '{ "afterwards": [{ "do": "dance" }] }', "scenario.afterwards[0].do"],
  ])("refuses a file with %s", async (_, text, problem) => {
    const file = join(folder, "wrong.json");
    await writeFile(file, text);
    const { code, stderr } = await runProgram(["emulate", "--scenario", file]);
    expect([code, stderr.includes(problem)]).toEqual([1, true]);
  });

  it("says when its port is in use", async () => {
    const { url } = await start();
    const { code, stderr } = await runProgram(["emulate", "--port", new URL(url).port]);
    expect([code, stderr.includes("is in use")]).toEqual([1, true]);
  });
});
