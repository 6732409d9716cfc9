import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CoexistenceError, type OnboardDialog360Options, onboardDialog360 } from "../../../../../src/client/index.ts";
import { begunState, numberWebhook, Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const webhook = { url: numberWebhook };

describe("an onboarding at 360dialog refuses, before anything is sent,", () => {
  it.each<[field: string, what: string, changes: { [Name in keyof OnboardDialog360Options]?: unknown }]>([
    ["partner", "nothing", { partner: undefined }],
    ["partner", "null", { partner: null }],
    ["partner", "the options of a client", { partner: { partnerId: "AbCdEfPA", apiKey: "a-key-of-the-examples" } }],
    ["channelId", "nothing", { channelId: undefined }],
    ["channelId", "a list as the redirect writes it", { channelId: "[AbCdEfCH]" }],
    ["channelId", "the channel of another state", { channelId: "OtherCH", state: begunState() }],
    ["state", "what was not saved", { state: { channelId: "AbCdEfCH" } }],
    ["save", "nothing", { save: undefined }],
    ["save", "a store", { save: new Map() }],
    ["webhook", "nothing", { webhook: undefined }],
    ["webhook", "an address alone", { webhook: numberWebhook }],
    ["url", "no address", { webhook: {} }],
    ["url", "http", { webhook: { url: "http://webhooks.example.com" } }],
    ["url", "a private address", { webhook: { url: "https://10.0.0.1/webhook" } }],
    ["url", "an address with a port", { webhook: { url: "https://webhooks.example.com:8443" } }],
    ["url", "an address with an underscore", { webhook: { url: "https://web_hooks.example.com" } }],
    ["headers", "headers that are none", { webhook: { ...webhook, headers: ["authorization"] } }],
    ["headers", "a header of two lines", { webhook: { ...webhook, headers: { authorization: "a\r\nb" } } }],
    ["apiKey", "a blank key", { apiKey: " " }],
    ["apiKey", "a key with a line break", { apiKey: "key-1\nkey-2" }],
    ["apiKey", "no text", { apiKey: 7 }],
    ["revokeEarlierKeys", "a word", { revokeEarlierKeys: "false" }],
    ["synchronize", "a word", { synchronize: "false" }],
    ["synchronize", "null", { synchronize: null }],
    ["isLive", "an answer", { isLive: true }],
    ["isReady", "an answer", { isReady: true }],
    ["messaging", "null", { messaging: null }],
    ["messaging", "an address alone", { messaging: "https://waba-v2.360dialog.io" }],
    ["baseUrl", "http", { messaging: { baseUrl: "http://waba-v2.360dialog.io" } }],
    ["settle", "null", { settle: null }],
    ["settle", "a word", { settle: "repeat" }],
    ["settle", "an unknown call", { settle: { keyMinting: "repeat" } }],
    ["settle.contacts", "an unknown word", { settle: { contacts: "yes" } }],
    ["settle.history", "an unknown word", { settle: { history: true } }],
    ["settle.apiKey", "a key that was lost, as done", { settle: { apiKey: "done" } }],
    ["signal", "a controller", { signal: new AbortController() }],
  ])("as %s: %s", async (field, _, changes) => {
    const refusal = await refusalOf({ ...stage.options(), ...(changes as Partial<OnboardDialog360Options>) });
    expect(refusal).toMatchObject({ code: "invalid_input", field });
    expect(stage.standIn.requests).toEqual([]);
    expect(stage.stored.size).toBe(0);
  });

  it.each([{ timeout: 0 }, { timeout: -1 }, { maxAttempts: Number.NaN }, { fetch: "fetch" }])(
    "as messaging: %j",
    async (messaging) => {
      const refusal = await refusalOf(stage.options({ messaging: messaging as OnboardDialog360Options["messaging"] }));
      expect(refusal).toMatchObject({ code: "invalid_input", field: Object.keys(messaging)[0] });
      expect(stage.standIn.requests).toEqual([]);
    },
  );

  it.each([undefined, null, 7, []])("%j in place of its options", async (options) => {
    const refusal = await refusalOf(options as unknown as OnboardDialog360Options);
    expect(refusal).toMatchObject({ code: "invalid_input", field: "options" });
  });

  it("nothing of what is left out, or undefined", async () => {
    const left = { apiKey: undefined, state: undefined, revokeEarlierKeys: undefined, synchronize: undefined };
    const out = { isLive: undefined, isReady: undefined, settle: undefined, signal: undefined };
    const { contacts, history } = await onboardDialog360(stage.options({ ...left, ...out }));
    expect([contacts.status, history.status]).toEqual(["done", "done"]);
  });
});

async function refusalOf(options: OnboardDialog360Options): Promise<CoexistenceError> {
  const error: unknown = await onboardDialog360(options).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(CoexistenceError);
  return error as CoexistenceError;
}
