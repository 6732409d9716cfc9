import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../../src/cli/run.ts";
import { fakeSurroundings } from "../surroundings.ts";

const wabaId = "100000000000001";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
  await writeFile(join(folder, "no-json"), "a-token-of-the-examples");
  await writeFile(join(folder, "no-state.json"), JSON.stringify({ accessToken: "a-token-of-the-examples" }));
});
afterAll(() => rm(folder, { recursive: true }));

// Nobody listens there: a call would end with another exit code.
const nowhere = "http://127.0.0.1:9";
const full = {
  ...{ ACCESS_TOKEN: "a-token-of-the-examples", APP_ID: "600000000000006", APP_SECRET: "a-secret-of-the-examples" },
  ...{ PARTNER_ID: "AbCdEfPA", PARTNER_API_KEY: "a-key-of-the-examples", D360_API_KEY: "another-key-of-the-examples" },
  ...{ GRAPH_URL: nowhere, HUB_URL: nowhere, MESSAGING_URL: nowhere },
};

async function doctor(args: readonly string[], changes: Record<string, string>) {
  const surroundings = { ...fakeSurroundings(), environment: { ...full, ...changes } };
  return { code: await run(["doctor", ...args], surroundings), ...surroundings.written };
}

describe("doctor refuses, before anything is sent,", () => {
  const of360dialog = ["--route", "360dialog", "--channel", "AbCdEfCH"];

  it.each<[readonly string[], Record<string, string>, string]>([
    [[], {}, "Say what to look at: --waba ID, or --state FILE with what the onboarding saved."],
    [
      ["--route", "360dialog"],
      {},
      "Say what to look at: --channel ID, or --state FILE with what the onboarding saved.",
    ],
    [["--route", "telegraph", "--waba", wabaId], {}, "There is no such route."],
    [["15550001111"], {}, "Everything is named by an option: --waba ID, or --channel ID."],
    [["--waba", "+15550001111"], {}, "--waba is no id"],
    [["--waba", wabaId, "--number", "+15550001111"], {}, "--number is no id"],
    [["--waba", wabaId, "--app", "mine"], {}, "--app or APP_ID is no id"],
    [["--waba", wabaId, "--channel", "AbCdEfCH"], {}, "--channel is for --route 360dialog, and the route is meta."],
    [[...of360dialog, "--waba", wabaId], {}, "--waba is for --route meta, and the route is 360dialog."],
    [
      ["--waba", wabaId],
      { ACCESS_TOKEN: " " },
      "Set a variable of the environment: ACCESS_TOKEN, the customer's token.",
    ],
    [of360dialog, { PARTNER_ID: "" }, "Set a variable of the environment: PARTNER_ID,"],
    [of360dialog, { PARTNER_API_KEY: "" }, "Set a variable of the environment: PARTNER_API_KEY,"],
    [["--waba", wabaId], { GRAPH_URL: "http://example.com" }, "--graph or GRAPH_URL does not begin with https://."],
    [["--waba", wabaId, "--graph", "ftp://example.com"], {}, "--graph or GRAPH_URL does not begin with https://."],
    [[...of360dialog, "--hub", "example.com"], {}, "--hub, HUB_URL, --messaging or MESSAGING_URL is no address."],
    [["--waba", wabaId, "--url", "example.com"], {}, "--url is no address."],
    [[...of360dialog, "--partner-url", "example.com"], {}, "--partner-url is no address."],
    [
      ["--waba", wabaId, "--leave-out", "15550001111"],
      {},
      "--leave-out has a name that is no check. There are: app_cred",
    ],
    [["--waba", wabaId, "--leave-out", "partner_key"], {}, "--leave-out has a name that is no check."],
    [["--waba", wabaId, "--probe"], { APP_SECRET: "" }, "A probe needs its sender's secret."],
    [[...of360dialog, "--probe"], {}, "A probe needs its sender's secret."],
    [
      ["--waba", wabaId, "--probe", "--url", "ftp://example.com"],
      {},
      "The address to probe is no address that begins with https://",
    ],
    [
      ["--waba", wabaId, "--probe", "--url", "https://a:b@example.com"],
      {},
      "The address to probe holds a user name or password.",
    ],
    [["--state", "nowhere"], {}, "The file behind --state cannot be read."],
    [["--state", "no-json"], {}, "The file behind --state is not JSON."],
    [["--state", "no-state.json"], {}, "The file behind --state is not one that onboard saved."],
    [
      ["--route", "360dialog", "--state", "no-state.json"],
      {},
      "The file behind --state is not one that onboardDialog360",
    ],
  ])("%j with %j", async (args, changes, message) => {
    const inFolder = args.map((text, index) => (args[index - 1] === "--state" ? join(folder, text) : text));
    const { code, stdout, stderr } = await doctor(inFolder, changes);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`whatsapp-coexistence: ${message}`);
    expect(stderr).toMatch(/\nSee whatsapp-coexistence doctor --help\n$/);
    expect(stderr).not.toMatch(/15550001111|of-the-examples/);
  });
});
