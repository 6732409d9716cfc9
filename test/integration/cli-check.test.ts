import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { renderProbes } from "../../src/cli/probe/probe-report.ts";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { type ProbeReport, probeNumber } from "../../src/probe/index.ts";
import { type RunOptions, runProgram } from "./cli-process.ts";

const guide = readFileSync(resolve(import.meta.dirname, "../../docs/guide/command-line.md"), "utf8");
const number = "+4915112345678";
const secrets = {
  APP_SECRET: "an app secret for the test of the probe",
  VERIFY_TOKEN: "a verify token for the same",
  PLATFORM_SECRET: "a platform secret for the test of the probe",
  WEBHOOK_TOKEN: "a webhook token for the test of the probe",
};

const check = (args: readonly string[], options?: RunOptions) => runProgram(["check", ...args], options);
const only = (...names: (keyof typeof secrets)[]) => ({
  environment: Object.fromEntries(names.map((name) => [name, secrets[name]])),
});

describe("whatsapp-coexistence check", () => {
  it("prints what its guide shows", async () => {
    const { stdout } = await check([
      ...[number, "--route", "360dialog", "--app-version", "2.24.16"],
      ...["--on", "2026-10-01"],
    ]);
    expect(guide).toContain(`\`\`\`text\n${stdout}\`\`\``);
  });

  const known = ["--route", "meta", "--answer", "webhook=yes"];
  it.each([
    ["is eligible", 0, [...known, "--app-version", "2.24.17"]],
    ["is not eligible", 2, [...known, "--app-version", "2.24.16"]],
    ["may be eligible", 3, known],
    ["cannot be judged", 1, []],
  ])("ends, for a number that %s, with exit code %i", async (_, code, args) => {
    expect((await check([number, ...args])).code).toBe(code);
  });

  it("says why a number cannot be one, and not which", async () => {
    const outcome = await check(["+49151", "--route", "meta"]);
    expect(outcome).toEqual({
      code: 1,
      stdout: "",
      stderr: "whatsapp-coexistence: The number is too short for its country.\nSee whatsapp-coexistence check --help\n",
    });
  });

  it("prints with --json besides, for programs that go on with the next number, what is wrong with it", async () => {
    const outcome = await check(["+49151", "--route", "meta", "--json"]);
    expect({ ...outcome, stdout: JSON.parse(outcome.stdout) }).toEqual({
      code: 1,
      stdout: { error: expect.objectContaining({ field: "phoneNumber", problem: "too_short" }) },
      stderr: "whatsapp-coexistence: The number is too short for its country.\nSee whatsapp-coexistence check --help\n",
    });
    expect(outcome.stdout).not.toContain("49151");
  });

  it.each([
    ["--answer", `${number}=yes`],
    ["--leave-out", number],
  ])("says that %s %s names no requirement, and not which name it is", async (...args) => {
    const outcome = await check([number, "--route", "meta", ...args]);
    expect(outcome).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^whatsapp-coexistence: --answer or --leave-out has a name that is no requirement\./,
      ),
    });
    expect(outcome.stderr).not.toContain("15112345678");
  });

  it("prints with --json one line, which has no number in it", async () => {
    const { stdout } = await check([number, "--route", "360dialog", "--on", "2026-10-01", "--json"]);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(stdout).not.toContain("15112345678");
    expect(JSON.parse(stdout)).toMatchObject({
      route: "360dialog",
      on: "2026-10-01",
      eligibility: { verdict: "ineligible", number: { region: "DE" } },
    });
  });
});

describe("whatsapp-coexistence check --probe", () => {
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

  async function listenAsReceiver() {
    const coexistence = createCoexistence({
      appSecret: secrets.APP_SECRET,
      verifyToken: secrets.VERIFY_TOKEN,
      platformSecret: secrets.PLATFORM_SECRET,
      webhookHeaders: { authorization: secrets.WEBHOOK_TOKEN },
      logger: false,
    });
    const histories: (string | undefined)[] = [];
    coexistence.onHistory(({ phoneNumberId }) => {
      histories.push(phoneNumberId);
    });
    return { url: await listen(nodeMount(coexistence)), mount: nodeMount(coexistence), histories };
  }

  /** The body limit of `express.json()`. */
  function limitTo100kB(mount: RequestListener): RequestListener {
    return (request, response) => {
      if (Number(request.headers["content-length"] ?? 0) <= 100_000) return mount(request, response);
      request.resume().on("end", () => response.writeHead(413).end());
    };
  }

  const acceptAll: RequestListener = (request, response) => {
    request.resume().on("end", () => response.end());
  };
  const withoutTimes = (text: string) => text.replace(/ +[\d,]+ ms/g, " TIME");

  it.each([
    ["Meta", ["APP_SECRET", "VERIFY_TOKEN"]],
    ["360dialog at a partner's URL", ["PLATFORM_SECRET"]],
    ["360dialog at a number's URL", ["WEBHOOK_TOKEN"]],
  ] as const)("finds a receiver ready for %s, by the secret of the environment", async (_, names) => {
    const { url, histories } = await listenAsReceiver();
    const outcome = await check(["--probe", url], only(...names));
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining("The webhook is ready.") });
    expect(new Set(histories)).toEqual(new Set([probeNumber.phoneNumberId]));
  });

  it("prints what its guide shows, but for the times", async () => {
    const { mount } = await listenAsReceiver();
    const url = await listen(limitTo100kB(mount));
    const { stdout } = await check(["--probe", url, "--json"], only("APP_SECRET", "VERIFY_TOKEN"));
    const { probe } = JSON.parse(stdout) as { probe: ProbeReport };
    // A busy machine makes answers slow, which the guide does not show.
    const probes = probe.probes.map((result) =>
      result.verdict === "slow"
        ? { probe: result.probe, verdict: "passed" as const, status: 200, milliseconds: 1 }
        : result,
    );
    const lines = renderProbes({ ...probe, probes }, "Meta sends", { width: 100, paint: (_, text) => text });
    expect(withoutTimes(guide)).toContain(`\`\`\`text\n${withoutTimes(lines.join("\n"))}\n\`\`\``);
  });

  it("says on standard error what it sends, and to whom", async () => {
    const { url } = await listenAsReceiver();
    const { stderr } = await check(["--probe", `${url}?key=private`], only("APP_SECRET"));
    expect(stderr).toBe(
      `whatsapp-coexistence: Sending test webhooks to ${new URL(url).host}. The listeners of that receiver get a ` +
        `message and a long history of an invented number (phone_number_id ${probeNumber.phoneNumberId}).\n`,
    );
  });

  it("ends with exit code 2 where the receiver takes anything", async () => {
    const outcome = await check(["--probe", await listen(acceptAll), "--json"], only("APP_SECRET"));
    expect(outcome.code).toBe(2);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ probe: { ready: false } });
  });

  it.each([
    ["ready", listenAsReceiver, "eligible", 0],
    ["not ready", async () => ({ url: await listen(acceptAll) }), "ineligible", 2],
  ])("is the check of a number's webhook, which may be %s", async (_, start, verdict, code) => {
    const { url } = await start();
    const args = [number, "--route", "meta", "--app-version", "2.25.1", "--probe", url, "--json"];
    const outcome = await check(args, only("APP_SECRET", "VERIFY_TOKEN"));
    const { eligibility, probe } = JSON.parse(outcome.stdout);
    expect(eligibility.checks).toContainEqual(expect.objectContaining({ requirement: "webhook", verdict }));
    expect({ code: outcome.code, verdict: eligibility.verdict, isProbed: probe.probes.length > 0 }).toEqual({
      code,
      verdict,
      isProbed: true,
    });
  });

  it("sends nothing for a number that cannot be one", async () => {
    const { url, histories } = await listenAsReceiver();
    const outcome = await check(["+49151", "--route", "meta", "--probe", url], only("APP_SECRET"));
    expect({ code: outcome.code, histories }).toEqual({ code: 1, histories: [] });
    expect(outcome.stderr).not.toContain("Sending");
  });

  it("says which secrets there could be where there is none", async () => {
    const { url } = await listenAsReceiver();
    const outcome = await check(["--probe", url]);
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    for (const name of ["APP_SECRET", "PLATFORM_SECRET", "WEBHOOK_TOKEN"]) expect(outcome.stderr).toContain(name);
  });

  it("prints no secret", async () => {
    const url = await listen(acceptAll);
    const outcomes = await Promise.all(
      (["APP_SECRET", "PLATFORM_SECRET", "WEBHOOK_TOKEN"] as const).map((name) =>
        check(["--probe", url], only(name, "VERIFY_TOKEN")),
      ),
    );
    const printed = outcomes.map(({ stdout, stderr }) => stdout + stderr).join("");
    expect(Object.values(secrets).filter((secret) => printed.includes(secret))).toEqual([]);
  });
});
