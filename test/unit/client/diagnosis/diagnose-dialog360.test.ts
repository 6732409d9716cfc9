import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDialog360StandIn, type Dialog360StandIn } from "../../../../examples/stand-in/dialog360.ts";
import { checks } from "../../../../src/cli/doctor/checks.ts";
import {
  type DiagnoseDialog360Options,
  type Diagnosis,
  type DiagnosisCheck,
  Dialog360Client,
  type Dialog360OnboardingState,
  Dialog360PartnerClient,
  diagnoseDialog360,
} from "../../../../src/client/index.ts";
import { findingOf, notPassed, openStage, type Stage } from "./stage.ts";

const channelId = "AbCdEfCH";
const apiKey = "the-key-of-a-number";
const callbackUrl = "https://webhooks.example.com/a-secret-in-the-path";
const partnerWebhookUrl = "https://webhooks.example.com/partner";
const now = new Date("2026-11-23T12:00:00Z");

const order = checks["360dialog"];

const done = { status: "done", sentAt: "2026-11-01T10:01:00.000Z" } as const;
const state: Dialog360OnboardingState = {
  shape: 1,
  id: channelId,
  revision: 9,
  startedAt: "2026-11-01T10:00:00.000Z",
  provider: "360dialog",
  channelId,
  keyMinting: { status: "done" },
  apiKey,
  contacts: done,
  history: done,
};

let standIn: Dialog360StandIn;
let stage: Stage;

beforeEach(async () => {
  standIn = createDialog360StandIn({
    partner: { webhook_url: partnerWebhookUrl, partner_redirect_url: null },
    keys: new Map([[apiKey, { id: "AbCdEfAK", channelId }]]),
    webhooks: new Map([[channelId, { url: callbackUrl, headers: { authorization: "a-secret-in-a-header" } }]]),
  });
  stage = await openStage(standIn);
});

afterEach(async () => {
  // Whatever is looked at, nothing is ever written.
  expect(stage.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  await stage.close();
});

const partner = (changes: object = {}): Dialog360PartnerClient =>
  new Dialog360PartnerClient({
    ...{ partnerId: "AbCdEfPA", apiKey: standIn.world.partnerKey },
    ...{ baseUrl: `${stage.url}/api/v2`, longestWait: 1, ...changes },
  });
const messaging = (key = apiKey): Dialog360Client =>
  new Dialog360Client({ apiKey: key, baseUrl: stage.url, longestWait: 1 });

const look = (changes: Partial<DiagnoseDialog360Options> = {}): Promise<Diagnosis> =>
  diagnoseDialog360({
    ...{ partner: partner(), messaging: messaging(), state },
    ...{ callbackUrl, partnerWebhookUrl, now, ...changes },
  });

describe("the diagnosis of an integration with 360dialog", () => {
  it("finds nothing wrong where nothing is, in a fixed order", async () => {
    const { healthy, findings, webhookUrls } = await look();
    expect(findings.map(({ check }) => check)).toEqual(order);
    expect(findings.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
    expect(healthy).toBe(true);
    expect(webhookUrls).toEqual({ number: callbackUrl, partner: partnerWebhookUrl });
  });

  interface Wrong {
    readonly what: string;
    readonly check: DiagnosisCheck;
    readonly wrong?: () => void;
    readonly options?: () => Partial<DiagnoseDialog360Options>;
    readonly reason: RegExp;
    readonly fix: RegExp;
    readonly verdict?: "warning" | "unknown";
    /** What cannot be told any more because of it. */
    readonly unknown?: readonly DiagnosisCheck[];
  }

  const changeChannel = (changes: object) => Object.assign(standIn.world.channels[0] ?? {}, changes);
  const changeHealth = (changes: object) =>
    stage.change("/health_status", ({ health_status }) => ({
      health_status: { ...(health_status as object), ...changes },
    }));
  const ofChannel: DiagnosisCheck[] = ["channel_live", "number_on_business_app", "integration_running"];
  const ofMessaging: DiagnosisCheck[] = ["messaging_health", "number_webhook_set", "number_webhook_headers"];

  const wrongs: readonly Wrong[] = [
    {
      what: "the partner's key is revoked",
      check: "partner_key",
      options: () => ({ partner: partner({ apiKey: "another-key" }) }),
      reason: /does not accept the partner's/,
      fix: /Partner Hub/,
      unknown: ["partner_webhook_set", "channel_found", ...ofChannel],
    },
    {
      what: "the partner's id is another's",
      check: "partner_key",
      options: () => ({ partner: partner({ partnerId: "AnotherPA" }) }),
      reason: /does not accept the partner's/,
      fix: /Partner Hub/,
      unknown: ["partner_webhook_set", "channel_found", ...ofChannel],
    },
    {
      what: "the partner has no webhook URL",
      check: "partner_webhook_set",
      wrong: () => Object.assign(standIn.world.partner, { webhook_url: null }),
      reason: /none is set/,
      fix: /setWebhookUrl/,
    },
    {
      what: "the partner's webhook URL is another",
      check: "partner_webhook_set",
      wrong: () => Object.assign(standIn.world.partner, { webhook_url: "https://old.example.com/partner" }),
      reason: /go to old\.example\.com, and not/,
      fix: /setWebhookUrl/,
    },
    {
      what: "the partner has no such channel",
      check: "channel_found",
      wrong: () => changeChannel({ id: "AnotherCH" }),
      reason: /no such channel/,
      fix: /redirect.*only a new sign-up helps/,
      unknown: ofChannel,
    },
    {
      what: "the channel is not live",
      check: "channel_live",
      wrong: () => changeChannel({ status: "created", integration: { enabled: false, state: "stopped" } }),
      reason: /not live/,
      fix: /channel_live/,
      unknown: ["integration_running"],
    },
    {
      what: "the number left the app",
      check: "number_on_business_app",
      wrong: () => changeChannel({ is_on_biz_app: false }),
      reason: /not in the WhatsApp Business app/,
      fix: /sign up/,
    },
    {
      what: "the hub does not say whether the number is in the app",
      check: "number_on_business_app",
      wrong: () => changeChannel({ is_on_biz_app: undefined }),
      verdict: "unknown",
      reason: /does not say/,
      fix: /on the phone/,
    },
    {
      what: "the integration is switched off",
      check: "integration_running",
      wrong: () => changeChannel({ integration: { enabled: false, state: "running" } }),
      reason: /switched off/,
      fix: /Partner Hub/,
    },
    {
      what: "the integration is not running yet",
      check: "integration_running",
      wrong: () => changeChannel({ integration: { enabled: true, state: "starting" } }),
      verdict: "warning",
      reason: /not running/,
      fix: /channel_running/,
    },
    {
      what: "the hub says nothing of the integration",
      check: "integration_running",
      wrong: () => changeChannel({ integration: undefined }),
      verdict: "unknown",
      reason: /does not say/,
      fix: /Partner Hub/,
    },
    {
      what: "the number's key was revoked by a newer one",
      check: "messaging_key",
      options: () => ({ messaging: messaging("an-older-key") }),
      reason: /newer key revokes/,
      fix: /mint/,
      unknown: ofMessaging,
    },
    {
      what: "the number's key is of another account",
      check: "messaging_key",
      wrong: () => changeHealth({ entities: [{ entity_type: "WABA", id: "100000000000009" }] }),
      reason: /another account/,
      fix: /minted for this channel/,
      unknown: ofMessaging,
    },
    {
      what: "messages are blocked",
      check: "messaging_health",
      wrong: () =>
        changeHealth({
          can_send_message: "BLOCKED",
          entities: [
            { entity_type: "BUSINESS", id: "1", can_send_message: "BLOCKED" },
            { entity_type: "SOMETHING +1 555", id: "2", can_send_message: "BLOCKED" },
          ],
        }),
      reason: /cannot be sent \(BUSINESS, another entity\)/,
      fix: /360dialog Hub/,
    },
    {
      what: "messages are limited",
      check: "messaging_health",
      wrong: () => changeHealth({ can_send_message: "LIMITED" }),
      verdict: "warning",
      reason: /with limits/,
      fix: /360dialog Hub/,
    },
    {
      what: "the number has no webhook URL of its own",
      check: "number_webhook_set",
      wrong: () => standIn.world.webhooks.clear(),
      verdict: "unknown",
      reason: /Whether its account has one cannot be asked/,
      fix: /webhooks\.set/,
      unknown: ["number_webhook_headers"],
    },
    {
      what: "the number's webhook URL is another",
      check: "number_webhook_set",
      options: () => ({ callbackUrl: "https://webhooks.example.com/another" }),
      reason: /go to webhooks\.example\.com, and not/,
      fix: /webhooks\.set/,
    },
    {
      what: "the number's webhooks carry no header",
      check: "number_webhook_headers",
      wrong: () => void standIn.world.webhooks.set(channelId, { url: callbackUrl }),
      verdict: "warning",
      reason: /anybody could have sent them/,
      fix: /webhookHeaders/,
    },
    ...[{ "content-type": "application/json; charset=utf-8" }, { authorization: "Bearer short" }, { "x-a": "b" }].map(
      (headers) => ({
        what: `the number's webhooks carry ${JSON.stringify(headers)}, which proves nothing`,
        check: "number_webhook_headers" as const,
        wrong: () => void standIn.world.webhooks.set(channelId, { url: callbackUrl, headers }),
        verdict: "warning" as const,
        reason: /prove nothing/,
        fix: /long random text/,
      }),
    ),
  ];

  it.each(wrongs)("names that $what, and nothing else with it", async ({ wrong, options, ...expected }) => {
    wrong?.();
    const diagnosis = await look(options?.());
    const { check, verdict = "failed", unknown = [] } = expected;
    const others = Object.fromEntries(unknown.map((name) => [name, "unknown"]));
    expect(notPassed(diagnosis)).toEqual({ [check]: verdict, ...others });
    const { reason, fix } = findingOf(diagnosis, check);
    expect(reason).toMatch(expected.reason);
    expect(fix).toMatch(expected.fix);
    expect(diagnosis.healthy).toBe(verdict !== "failed");
    expect(diagnosis.findings.map(({ check }) => check)).toEqual(order);
    expect(JSON.stringify(diagnosis.findings)).not.toMatch(/a-secret|555|the-key-of|a-key-of/);
    expect(JSON.stringify(diagnosis.findings)).not.toMatch(/[cC]allbackUrl|partnerWebhookUrl|channelId|Pass /);
  });

  it("looks at what it can without the number's key", async () => {
    const { apiKey: _, ...keyless } = state;
    const withoutKey = { ...keyless, keyMinting: { status: "open" } } as const;
    const diagnosis = await look({ messaging: undefined, state: withoutKey });
    const unknown = ["messaging_key", ...ofMessaging].map((check) => [check, "unknown"]);
    expect(notPassed(diagnosis)).toEqual(Object.fromEntries(unknown));
    expect(findingOf(diagnosis, "messaging_key").fix).toBe("Give the number's key.");
  });

  it.each([
    ["/webhook_url", ["partner_webhook_set"]],
    ["/channels", ["channel_found", ...ofChannel]],
    ["/health_status", ["messaging_health"]],
    ["/configs/webhook", ["number_webhook_set", "number_webhook_headers"]],
  ] as const)("leaves unknown what a failed call to %s would have told", async (ending, checks) => {
    stage.refuse(ending, 503);
    const diagnosis = await look();
    expect(notPassed(diagnosis)).toEqual(Object.fromEntries(checks.map((check) => [check, "unknown"])));
  });

  const sync = async (changes: Partial<DiagnoseDialog360Options>) => {
    const { findings } = await look(changes);
    return findings.slice(-3).map(({ verdict, reason, fix = "" }) => `${verdict}: ${reason} ${fix}`);
  };

  it("does not blame a synchronization that nobody asked for: 360dialog may have asked by itself", async () => {
    const open = { contacts: { status: "open" }, history: { status: "open" } } as const;
    expect(await sync({ state: { ...state, ...open } })).toEqual([
      expect.stringMatching(/^passed: The 24 hours ended/),
      expect.stringMatching(/^unknown: .*360dialog is said to ask by itself.*smb_app_state_sync arrive\.$/),
      expect.stringMatching(/^unknown: .*360dialog is said to ask by itself.*history arrive\.$/),
    ]);
    const [, , history] = await sync({ state: { ...state, ...open, startedAt: "2026-11-23T10:00:00.000Z" } });
    expect(history).toMatch(
      /Where none come: Call onboardDialog360 with the saved state by 2026-11-24 10:00 UTC: it looks/,
    );
  });

  it("blames one that was refused because the time was over", async () => {
    expect(await sync({ state: { ...state, history: { status: "refused" } } })).toEqual([
      expect.stringMatching(/^failed: The 24 hours/),
      expect.stringMatching(/^passed/),
      expect.stringMatching(/^warning: .*see within_window/),
    ]);
  });

  it.each([
    ["partner", { partner: {} }],
    ["messaging", { messaging: {} }],
    ["channelId", { state: undefined }],
    ["channelId", { channelId: "AnotherCH" }],
    ["state", { state: { ...state, provider: "meta" } }],
    ["partnerWebhookUrl", { partnerWebhookUrl: "example.com" }],
  ])("names the option %s where it cannot be used, before anything is sent (%#)", async (field, changes) => {
    const options = changes as unknown as DiagnoseDialog360Options;
    await expect(look(options)).rejects.toMatchObject({ code: "invalid_input", field });
    expect(stage.calls).toEqual([]);
  });
});
