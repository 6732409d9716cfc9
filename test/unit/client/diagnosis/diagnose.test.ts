import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMetaStandIn, type MetaStandIn } from "../../../../examples/stand-in/meta.ts";
import { checks } from "../../../../src/cli/doctor/checks.ts";
import {
  coexistenceFields,
  type DiagnoseOptions,
  type Diagnosis,
  type DiagnosisCheck,
  diagnose,
  MetaClient,
  type OnboardingState,
} from "../../../../src/client/index.ts";
import { findingOf, notPassed, openStage, type Stage } from "./stage.ts";

const appId = "600000000000006";
const wabaId = "100000000000001";
const phoneNumberId = "200000000000002";
const callbackUrl = "https://example.com/webhook";
const now = new Date("2026-11-23T12:00:00Z");
const seconds = (date: string): number => Date.parse(date) / 1000;

const order = checks.meta;

const done = { status: "done", sentAt: "2026-11-01T10:01:00.000Z", request_id: "request-1" } as const;
const state: OnboardingState = {
  shape: 1,
  id: "an-onboarding",
  revision: 9,
  startedAt: "2026-11-01T10:00:00.000Z",
  provider: "meta",
  codeExchange: { status: "done" },
  accessToken: "a-token-of-the-examples",
  wabaId,
  phoneNumberId,
  contacts: done,
  history: done,
};

let standIn: MetaStandIn;
let stage: Stage;

beforeEach(async () => {
  standIn = createMetaStandIn({ subscribedApps: new Map([[appId, undefined]]) });
  stage = await openStage(standIn);
});

afterEach(async () => {
  // Whatever is looked at, nothing is ever written.
  expect(stage.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  await stage.close();
});

const app = (changes: object = {}): MetaClient =>
  new MetaClient({ appId, appSecret: standIn.world.appSecret, baseUrl: stage.url, longestWait: 1, ...changes });

const look = (changes: Partial<DiagnoseOptions> = {}): Promise<Diagnosis> =>
  diagnose({ meta: app(), state, callbackUrl, now, ...changes });

describe("the diagnosis of an integration with Meta", () => {
  it("finds nothing wrong where nothing is, in a fixed order", async () => {
    const { healthy, findings, webhookUrls } = await look();
    expect(findings.map(({ check }) => check)).toEqual(order);
    expect(findings.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
    expect(healthy).toBe(true);
    expect(webhookUrls).toEqual({ number: callbackUrl, app: callbackUrl });
  });

  // The findings are read on the command line too, where these are no names.
  const ownNames = /callbackUrl|wabaId|phoneNumberId|appId|appSecret|onboardedAt|Pass /;

  interface Wrong {
    readonly what: string;
    readonly check: DiagnosisCheck;
    readonly wrong: () => void;
    readonly reason: RegExp;
    readonly fix: RegExp;
    readonly verdict?: "warning";
    readonly options?: () => Partial<DiagnoseOptions>;
    /** What cannot be told any more because of it. */
    readonly unknown?: readonly DiagnosisCheck[];
  }

  const changeToken = (changes: object) =>
    stage.change("/debug_token", ({ data }) => ({ data: { ...(data as object), ...changes } }));
  const changeSubscription = (changes: object) =>
    stage.change(`/${appId}/subscriptions`, ({ data }) => ({
      data: (data as object[]).map((subscription) => ({ ...subscription, ...changes })),
    }));
  const changeNumber = (changes: object) => Object.assign(standIn.world.numbers[0] ?? {}, changes);
  const without = (field: string) => coexistenceFields.filter((name) => name !== field);
  const ofToken: DiagnosisCheck[] = ["token_app", "token_scopes", "waba_granted", "token_lifetime", "data_access"];

  const wrongs: readonly Wrong[] = [
    {
      what: "the token was revoked",
      check: "token_valid",
      wrong: () => changeToken({ is_valid: false }),
      reason: /not valid/,
      fix: /sign up again/,
      unknown: ofToken,
    },
    {
      what: "the token is another app's",
      check: "token_app",
      wrong: () => changeToken({ app_id: "600000000000007" }),
      reason: /another app/,
      fix: /the app the business signed up with/,
    },
    {
      what: "the token is another app's, and Meta refuses to tell of it",
      check: "token_app",
      wrong: () => stage.refuse("/debug_token", 400, { error: { code: 100, message: "The App_id did not match." } }),
      reason: /another app/,
      fix: /the app the business signed up with/,
      unknown: ["token_scopes", "token_lifetime", "data_access"],
    },
    {
      what: "a permission is missing",
      check: "token_scopes",
      wrong: () => changeToken({ scopes: ["whatsapp_business_management"] }),
      reason: /lacks whatsapp_business_messaging\.$/,
      fix: /login configuration/,
    },
    {
      what: "the token is for other accounts",
      check: "waba_granted",
      wrong: () =>
        changeToken({
          granular_scopes: [{ scope: "whatsapp_business_management", target_ids: ["100000000000009"] }],
        }),
      reason: /whatsapp_business_management for other WhatsApp Business Accounts/,
      fix: /Compare the account's id/,
    },
    {
      what: "the token is for messages of other accounts",
      check: "waba_granted",
      wrong: () =>
        changeToken({
          granular_scopes: [
            { scope: "whatsapp_business_management", target_ids: [wabaId] },
            { scope: "whatsapp_business_messaging", target_ids: ["100000000000009"] },
          ],
        }),
      reason: /whatsapp_business_messaging for other WhatsApp Business Accounts/,
      fix: /Compare the account's id/,
    },
    {
      what: "the permission to manage is missing",
      check: "token_scopes",
      wrong: () => changeToken({ scopes: ["whatsapp_business_messaging"] }),
      reason: /lacks whatsapp_business_management\.$/,
      fix: /login configuration/,
      unknown: ["waba_granted"],
    },
    {
      what: "the token expires in a week",
      check: "token_lifetime",
      wrong: () => changeToken({ expires_at: seconds("2026-11-30T12:00:00Z") }),
      verdict: "warning",
      reason: /ends on 2026-11-30 12:00 UTC/,
      fix: /sign up again before then/,
    },
    {
      what: "the access to the data ends in a week",
      check: "data_access",
      wrong: () => changeToken({ data_access_expires_at: seconds("2026-11-30T12:00:00Z") }),
      verdict: "warning",
      reason: /access to the customer's data ends on 2026-11-30 12:00 UTC/,
      fix: /sign up again before then/,
    },
    {
      what: "the access to the data has ended",
      check: "data_access",
      wrong: () => changeToken({ data_access_expires_at: seconds("2026-11-22T12:00:00Z") }),
      reason: /ended on 2026-11-22 12:00 UTC/,
      fix: /sign up again/,
    },
    ...coexistenceFields.map((field) => ({
      what: `the app is not subscribed to ${field}`,
      check: "fields_subscribed" as const,
      wrong: () => Object.assign(standIn.world, { fields: without(field) }),
      reason: new RegExp(`no webhooks for ${field}\\.$`),
      fix: /webhookSubscription\.add/,
    })),
    {
      what: "two fields are missing",
      check: "fields_subscribed",
      wrong: () => Object.assign(standIn.world, { fields: ["messages", "account_update", "message_echoes"] }),
      reason: /no webhooks for history, smb_app_state_sync\.$/,
      fix: /webhookSubscription\.add/,
    },
    {
      what: "the app has no subscription",
      check: "fields_subscribed",
      wrong: () => stage.change(`/${appId}/subscriptions`, () => ({ data: [] })),
      reason: /no webhooks for messages, history/,
      fix: /webhookSubscription\.add/,
      unknown: ["subscription_active"],
    },
    {
      what: "the subscription is switched off",
      check: "subscription_active",
      wrong: () => changeSubscription({ active: false }),
      reason: /switched off/,
      fix: /answers the verification request/,
    },
    {
      what: "the app has no callback URL",
      check: "app_callback_set",
      wrong: () => {
        changeSubscription({ callback_url: "" });
        stage.change(`/${phoneNumberId}`, () => ({ id: phoneNumberId }));
      },
      reason: /no callback URL/,
      fix: /webhookSubscription\.add/,
      unknown: ["webhook_destination", "account_update_destination"],
    },
    {
      what: "the app is not subscribed to the account",
      check: "app_subscribed",
      wrong: () => standIn.world.subscribedApps.clear(),
      reason: /not subscribed to the account/,
      fix: /subscribedApps\.subscribe before a synchronization/,
    },
    {
      what: "the app's callback URL is another",
      check: "webhook_destination",
      wrong: () =>
        Object.assign(standIn.world, { callbackUrl: "https://old.example.com/webhook?key=a-secret-in-the-query" }),
      reason: /go to old\.example\.com, by the app's callback URL, and not to the address that was named\.$/,
      fix: /webhookSubscription\.add/,
    },
    {
      what: "the account has an override, and account_update stays behind",
      check: "account_update_destination",
      wrong: () => void standIn.world.subscribedApps.set(appId, "https://example.com/bakery"),
      options: () => ({ callbackUrl: "https://example.com/bakery" }),
      verdict: "warning",
      reason: /No override covers account_update.* goes to example\.com\.$/,
      fix: /Receive webhooks there as well/,
    },
    {
      what: "the number is no longer listed",
      check: "number_found",
      wrong: () => changeNumber({ id: "200000000000009" }),
      reason: /no such number/,
      fix: /probably disconnected, and only a new sign-up helps/,
      unknown: ["webhook_destination", "account_update_destination", "number_on_business_app", "number_on_cloud_api"],
    },
    {
      what: "the number left the app",
      check: "number_on_business_app",
      wrong: () => changeNumber({ is_on_biz_app: false }),
      reason: /not in the WhatsApp Business app/,
      fix: /probably disconnected, and only a new sign-up helps/,
    },
    {
      what: "the number is not on the Cloud API",
      check: "number_on_cloud_api",
      wrong: () => changeNumber({ platform_type: "PENDING" }),
      reason: /not on the Cloud API/,
      fix: /sign up again/,
    },
  ];

  it.each(wrongs)("names that $what, and nothing else with it", async ({ wrong, options, ...expected }) => {
    wrong();
    const diagnosis = await look(options?.());
    const { check, verdict = "failed", unknown = [] } = expected;
    expect(notPassed(diagnosis)).toEqual({
      [check]: verdict,
      ...Object.fromEntries(unknown.map((name) => [name, "unknown"])),
    });
    const { reason, fix } = findingOf(diagnosis, check);
    expect(reason).toMatch(expected.reason);
    expect(fix).toMatch(expected.fix);
    expect(diagnosis.healthy).toBe(verdict !== "failed");
    expect(diagnosis.findings.map(({ check }) => check)).toEqual(order);
    expect(JSON.stringify(diagnosis.findings)).not.toMatch(
      /a-secret-in-the-query|webhook\/|\/bakery|555|a-token|0f1e2d/,
    );
    expect(JSON.stringify(diagnosis.findings)).not.toMatch(ownNames);
  });

  it("names that the app's secret is wrong, and finds out what it can without the app", async () => {
    const diagnosis = await look({ meta: app({ appSecret: "another-secret-of-the-app" }) });
    expect(notPassed(diagnosis)).toEqual({
      app_credentials: "failed",
      ...{ token_app: "unknown", token_scopes: "unknown", token_lifetime: "unknown", data_access: "unknown" },
      ...{ fields_subscribed: "unknown", subscription_active: "unknown" },
    });
    expect(findingOf(diagnosis, "app_credentials").fix).toMatch(/App Dashboard/);
  });

  it("names that the account is another, where the token is for all of them", async () => {
    changeToken({ granular_scopes: [] });
    const { state: _, ...others } = { state, accessToken: standIn.world.accessToken, wabaId: "100000000000009" };
    const diagnosis = await diagnose({ meta: app(), ...others, callbackUrl, now });
    const failed = diagnosis.findings.filter(({ verdict }) => verdict === "failed");
    expect(failed).toMatchObject([{ check: "waba_granted", reason: expect.stringContaining("does not show") }]);
  });

  it("tells that a token is not valid without the app as well, by what the calls are answered", async () => {
    const meta = new MetaClient({ baseUrl: stage.url, longestWait: 1 });
    const broken = await diagnose({ meta, wabaId, accessToken: "a-token-of-somebody", now });
    expect(findingOf(broken, "token_valid")).toMatchObject({
      verdict: "failed",
      fix: expect.stringMatching(/sign up/),
    });
    expect(broken.findings.filter(({ verdict }) => verdict === "failed").length).toBe(1);

    const valid = await diagnose({ meta, wabaId, accessToken: standIn.world.accessToken, now });
    expect(findingOf(valid, "token_valid").verdict).toBe("passed");
    expect(findingOf(valid, "app_credentials")).toMatchObject({
      verdict: "unknown",
      fix: "Give the app's id and secret.",
    });
    expect(findingOf(valid, "app_subscribed")).toMatchObject({ verdict: "unknown", fix: "Give the app's id." });
    expect(findingOf(valid, "webhook_destination").verdict).toBe("passed");
    expect(valid.healthy).toBe(true);
  });
});

describe("the address that webhooks really go to", () => {
  const destination = async (changes: Partial<DiagnoseOptions> = {}) => {
    const diagnosis = await look(changes);
    return { ...findingOf(diagnosis, "webhook_destination"), urls: diagnosis.webhookUrls };
  };

  it("is the number's before the account's before the app's", async () => {
    expect(await destination()).toMatchObject({ reason: "They go to example.com, by the app's callback URL." });
    standIn.world.subscribedApps.set(appId, "https://account.example.com/");
    expect(await destination({ callbackUrl: undefined })).toMatchObject({
      reason: "They go to account.example.com, by an override of the account.",
    });
    standIn.world.numberCallbacks.set(phoneNumberId, "https://number.example.com/w?key=value");
    expect(await destination({ callbackUrl: undefined })).toMatchObject({
      verdict: "passed",
      reason: "They go to number.example.com, by an override of the number.",
      urls: { number: "https://number.example.com/w?key=value", app: callbackUrl },
    });
  });

  it.each([
    ["the number", () => standIn.world.numberCallbacks.set(phoneNumberId, callbackUrl), /setCallback/],
    ["the account", () => standIn.world.subscribedApps.set(appId, callbackUrl), /subscribedApps\.subscribe/],
  ])("is put right at the level of %s", async (_, override, fix) => {
    override();
    const wanted = { callbackUrl: "https://example.com/another" };
    expect(await destination(wanted)).toMatchObject({ verdict: "failed", fix: expect.stringMatching(fix) });
  });

  it("may be one that cannot be read", async () => {
    standIn.world.subscribedApps.set(appId, "no address");
    const unreadable = "They go to an address that cannot be read, by an override of the account";
    expect(await destination({ callbackUrl: undefined })).toMatchObject({
      verdict: "passed",
      reason: `${unreadable}.`,
    });
    expect(await destination()).toMatchObject({ verdict: "failed" });
  });

  it("may be written in another form", async () => {
    standIn.world.callbackUrl = "https://EXAMPLE.com:443/webhook";
    expect((await destination()).verdict).toBe("passed");
  });

  it("is not guessed where the number's own level is not known", async () => {
    stage.refuse(`/${phoneNumberId}`, 500);
    expect(await destination()).toMatchObject({
      verdict: "unknown",
      reason: expect.stringContaining("GET /{phoneNumberId} "),
      fix: expect.stringContaining("Diagnose again"),
      urls: { app: callbackUrl },
    });
  });
});

describe("a call that fails", () => {
  const families: readonly [string, readonly DiagnosisCheck[]][] = [
    ["/debug_token", ["token_app", "token_scopes", "token_lifetime", "data_access"]],
    [`/${appId}/subscriptions`, ["fields_subscribed", "subscription_active"]],
    [`/${wabaId}/subscribed_apps`, ["app_subscribed"]],
    [`/${wabaId}/phone_numbers`, ["number_found", "number_on_business_app", "number_on_cloud_api"]],
    [`/${phoneNumberId}`, ["webhook_destination", "account_update_destination"]],
  ];

  it.each(families)("to %s leaves its own checks unknown, and no other", async (ending, checks) => {
    stage.refuse(ending, 503);
    const diagnosis = await look();
    expect(notPassed(diagnosis)).toEqual(Object.fromEntries(checks.map((check) => [check, "unknown"])));
    for (const check of checks) {
      expect(findingOf(diagnosis, check).reason).toMatch(/^GET \/.* was refused: .*\(status 503, code 2\)\.$/);
    }
  });

  it("leaves everything unknown where Meta cannot be reached, but what the state says", async () => {
    const diagnosis = await look({ meta: app({ baseUrl: "http://127.0.0.1:9", maxAttempts: 1 }) });
    const verdicts = Object.values(notPassed(diagnosis));
    expect(verdicts.length).toBe(order.length - 3);
    expect(new Set(verdicts)).toEqual(new Set(["unknown"]));
    expect(diagnosis.healthy).toBe(false);
  });

  it("says after how many seconds Meta wants to be asked again", async () => {
    const limited = { error: { message: "too many calls", code: 80007 } };
    const headers = { "retry-after": "100" };
    const fetch = async () => Response.json(limited, { status: 400, headers });
    const diagnosis = await look({ meta: app({ fetch }) });
    expect(findingOf(diagnosis, "number_found").fix).toBe("Diagnose again in 100 seconds: it may pass.");
  });

  it("ends the diagnosis where it was the caller's signal that ended it", async () => {
    await expect(look({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
  });
});

describe("the options of a diagnosis", () => {
  it.each([
    ["meta", { meta: {} }],
    ["accessToken", { state: undefined, wabaId }],
    ["wabaId", { state: undefined, accessToken: "a-token-of-the-examples" }],
    ["wabaId", { wabaId: "100000000000009" }],
    ["phoneNumberId", { phoneNumberId: "200000000000009" }],
    ["phoneNumberId", { state: undefined, accessToken: "a-token", wabaId, phoneNumberId: "+15550001111" }],
    ["state", { state: { ...state, shape: 2 } }],
    ["fields", { fields: [] }],
    ["callbackUrl", { callbackUrl: "example.com" }],
    ["onboardedAt", { onboardedAt: "2026-11-01" }],
    ["now", { now: new Date(Number.NaN) }],
    ["signal", { signal: {} }],
  ])("name %s where it cannot be used, before anything is sent (%#)", async (field, changes) => {
    await expect(look(changes as unknown as DiagnoseOptions)).rejects.toMatchObject({ code: "invalid_input", field });
    expect(stage.calls).toEqual([]);
  });
});
