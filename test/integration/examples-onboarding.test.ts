import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningExample, startExample } from "./start-example.ts";

const postJson = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

const readJson = async (answer: Promise<Response>) => (await answer).json() as Promise<Record<string, unknown>>;

/** Reads what a page is told, until it says what is wanted. */
async function watchUntil(url: string, wanted: string): Promise<string> {
  const controller = new AbortController();
  const response = await fetch(url, { signal: controller.signal });
  let seen = "";
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += piece;
    if (seen.includes(wanted)) break;
  }
  controller.abort();
  return seen;
}

describe.each(["embedded-signup", "dialog360-connect"])("the example %s", (folder) => {
  let example: RunningExample;
  let url: string;

  beforeAll(async () => {
    example = await startExample(folder);
    ({ url } = example);
  });
  afterAll(() => example.kill());

  it("serves its page with everything that the page asks for", async () => {
    const html = await (await fetch(url)).text();
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(files).toContain("/page.js");
    for (const file of files) expect((await fetch(url + file)).status).toBe(200);
  });

  it("refuses a forged webhook", async () => {
    const headers = { "x-hub-signature-256": `sha256=${"0".repeat(64)}`, "x-360dialog-signature": "0".repeat(64) };
    expect((await fetch(`${url}/webhook`, { method: "POST", headers, body: "{}" })).status).toBe(401);
  });

  it("takes no sign-up from the form of another site", async () => {
    const headers = { "content-type": "text/plain", origin: "https://evil.example" };
    const body = '{"code":"a-code","client":"AbCdEfCL","channels":["AbCdEfCH"]}';
    for (const path of ["/signup", "/signup/result"]) {
      expect((await fetch(url + path, { method: "POST", headers, body })).status).toBe(403);
    }
  });

  it("shows nobody what arrives from a number that was not connected", async () => {
    expect((await fetch(`${url}/numbers/200000000000002/events`)).status).toBe(404);
    expect((await fetch(`${url}/channels/AbCdEfCH/events`)).status).toBe(404);
  });

  it("ends by itself on SIGTERM", async () => {
    expect(await example.end()).toEqual([0, null]);
  });

  it("ends by itself on Ctrl+C", async () => {
    example = await startExample(folder);
    expect(await example.end("SIGINT")).toEqual([0, null]);
  });
});

describe("the example embedded-signup, with its stand-in", () => {
  let example: RunningExample;
  let url: string;

  beforeAll(async () => {
    example = await startExample("embedded-signup");
    ({ url } = example);
  });
  afterAll(() => example.kill());

  it("asks for a new sign-up where the code was used before", async () => {
    const { help } = await readJson(postJson(`${url}/signup`, { code: "a-code-that-nobody-made" }));
    expect(help).toMatchObject({ next: "sign_up" });
  });

  it("onboards with a code alone, and shows the whole history", async () => {
    const { sdkUrl } = await readJson(fetch(`${url}/settings`));
    const window = await (await fetch(new URL("/dialog/oauth", String(sdkUrl)))).text();
    const [, code] = /"code":"([^"]+)"/.exec(window) ?? [];
    const { phoneNumberId, help } = await readJson(postJson(`${url}/signup`, { code }));
    expect([phoneNumberId, help]).toEqual(["200000000000002", undefined]);
    expect(await watchUntil(`${url}/numbers/200000000000002/events`, '"progress":100')).toContain('"messages":120');
  });
});

describe("the example dialog360-connect, with its stand-in", () => {
  let example: RunningExample;
  let url: string;
  const result = { client: "AbCdEfCL", channels: ["AbCdEfCH"] };
  const createState = async (): Promise<string | null> => {
    const link = await readJson(postJson(`${url}/signup/link`, {}));
    return new URL(String(link)).searchParams.get("state");
  };

  beforeAll(async () => {
    example = await startExample("dialog360-connect");
    ({ url } = example);
  });
  afterAll(() => example.kill());

  it("signs every link anew", async () => {
    const link = new URL(String(await readJson(postJson(`${url}/signup/link`, {}))));
    expect(link.searchParams.get("io_signature")).toMatch(/^[\da-f]{128}$/);
    expect(await createState()).not.toBe(link.searchParams.get("state"));
  });

  it.each([
    ["a state that was made up", { ...result, state: "a".repeat(43) }],
    ["a client that the channel is not of", { ...result, client: "AnotherCL" }],
    ["a channel that is not the partner's", { ...result, channels: ["AnotherCH"] }],
  ])("connects nothing for %s", async (_, claimed) => {
    const state = await createState();
    const answer = await readJson(postJson(`${url}/signup/result`, { state, ...claimed }));
    expect(answer).toMatchObject({ help: { next: "sign_up" } });
    expect((await fetch(`${url}/channels/AbCdEfCH/events`)).status).toBe(404);
  });

  it("goes on by itself where the channel went live and nobody said so", async () => {
    const waiting = await startExample("dialog360-connect", undefined, "./test/integration/quick-intervals.ts");
    try {
      const { standIn } = await readJson(fetch(`${waiting.url}/settings`));
      const tellStandIn = (what: Record<string, string>) =>
        fetch(new URL(`/panel?${new URLSearchParams(what)}`, String(standIn)), { method: "POST" });
      await tellStandIn({ scenario: "late" });
      await fetch(new URL("/leave", String(standIn)), { redirect: "manual" });
      await postJson(`${waiting.url}/signup/result`, { ...result, isConfirmed: true });
      const events = `${waiting.url}/channels/AbCdEfCH/events`;
      await watchUntil(events, "Wait for the partner event channel_live.");
      await tellStandIn({ action: "Let it go live, but lose the event" });
      expect(await watchUntil(events, '"progress":100')).toContain('"messages":120');
    } finally {
      waiting.kill();
    }
  });

  it("takes the result of a sign-up once, and shows the whole history", async () => {
    const state = await createState();
    const first = await readJson(postJson(`${url}/signup/result`, { ...result, state }));
    const second = await readJson(postJson(`${url}/signup/result`, { ...result, state }));
    expect([first["channelId"], second["channelId"]]).toEqual(["AbCdEfCH", undefined]);
    expect(await watchUntil(`${url}/channels/AbCdEfCH/events`, '"progress":100')).toContain('"messages":120');
  });
});
