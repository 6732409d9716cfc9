import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMetaStandIn, type MetaStandIn } from "../../../../examples/stand-in/meta.ts";
import { type DiagnoseOptions, diagnose, MetaClient, type OnboardingState } from "../../../../src/client/index.ts";
import { openStage, type Stage } from "./stage.ts";

const appId = "600000000000006";
const wabaId = "100000000000001";
const phoneNumberId = "200000000000002";
const now = new Date("2026-11-23T12:00:00Z");

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

afterEach(() => stage.close());

/** What is said of the synchronization: of its time, of the contacts, of the history. */
async function sync(changes: Partial<DiagnoseOptions>): Promise<string[]> {
  const meta = new MetaClient({ appId, appSecret: standIn.world.appSecret, baseUrl: stage.url });
  const { findings } = await diagnose({ meta, state, now, ...changes });
  return findings.slice(-3).map(({ verdict, reason, fix = "" }) => `${verdict}: ${reason} ${fix}`);
}

describe("the synchronization", () => {
  const onboardedNow = { ...state, startedAt: "2026-11-23T10:00:00.000Z" };

  it("that was asked for is done, also after the 24 hours", async () => {
    expect(await sync({})).toEqual([
      expect.stringMatching(/^passed: The 24 hours ended on 2026-11-02 10:00 UTC/),
      expect.stringMatching(/^passed: It was asked for on 2026-11-01 10:01 UTC/),
      expect.stringMatching(/^passed: It was asked for on 2026-11-01 10:01 UTC/),
    ]);
  });

  it("that was never asked for is named, as long as there is time", async () => {
    expect(await sync({ state: { ...onboardedNow, history: { status: "open" } } })).toEqual([
      expect.stringMatching(/^passed: .* until 2026-11-24 10:00 UTC/),
      expect.stringMatching(/^passed/),
      "failed: It was never asked for. Call onboard with the saved state by 2026-11-24 10:00 UTC: it looks at what the request depends on, and then asks.",
    ]);
  });

  it.each([
    ["a field is missing", () => Object.assign(standIn.world, { fields: ["messages"] }), {}, "fields_subscribed"],
    ["the app is not subscribed", () => standIn.world.subscribedApps.clear(), {}, "app_subscribed"],
    ["webhooks go elsewhere", () => {}, { callbackUrl: "https://example.com/another" }, "webhook_destination"],
    [
      "the fields are not known",
      () => stage.refuse("/subscriptions", 503),
      {},
      "fields_subscribed, subscription_active",
    ],
  ])("is not to be asked for while %s", async (_, wrong, changes, names) => {
    wrong();
    const first = new RegExp(
      `First put right: ${names}\\. What is sent to nobody is lost\\. Then call onboard with the`,
    );
    const open = { ...onboardedNow, contacts: { status: "open" }, history: { status: "open" } } as const;
    const [, contacts, history] = await sync({ state: open, ...changes });
    expect([contacts, history]).toEqual([expect.stringMatching(first), expect.stringMatching(first)]);
    const given = {
      accessToken: state.accessToken,
      wabaId,
      state: undefined,
      onboardedAt: new Date("2026-11-23T10:00:00Z"),
    };
    expect((await sync({ ...given, ...changes }))[2]).toMatch(first);
  });

  it("has no time left that could be used where the number is gone", async () => {
    standIn.world.numbers.splice(0);
    const open = { ...onboardedNow, history: { status: "open" } } as const;
    expect(await sync({ state: open })).toEqual([
      expect.stringMatching(
        /^unknown: Nothing can be asked for while the number is not connected: see number_found\. $/,
      ),
      expect.stringMatching(/^passed: It was asked for/),
      expect.stringMatching(/^unknown: Nothing can be asked for while the number is not connected/),
    ]);
  });

  it.each(["open", "refused"] as const)(
    "that is %s when the time is over is lost, which is said once",
    async (status) => {
      expect(await sync({ state: { ...state, history: { status } } })).toEqual([
        expect.stringMatching(/^failed: The 24 hours after the sign-up are over\. Let the business disconnect/),
        expect.stringMatching(/^passed/),
        expect.stringMatching(/^warning: .*see within_window/),
      ]);
    },
  );

  it("that Meta refused too early is to be begun again", async () => {
    const [window, , history] = await sync({ state: { ...onboardedNow, history: { status: "refused" } } });
    expect(window).toMatch(/^passed/);
    expect(history).toMatch(/^failed: .*sign up again/);
  });

  it("whose request nobody noted the outcome of is to be settled", async () => {
    const [, contacts] = await sync({ state: { ...state, contacts: { status: "sent" } } });
    expect(contacts).toMatch(/^unknown: .*settle: \{ contacts: "done" \}/);
  });

  it("is unknown without a saved state, with how to find out", async () => {
    const given = { accessToken: state.accessToken, wabaId, state: undefined };
    expect(await sync(given)).toEqual([
      expect.stringMatching(/^unknown: Nothing says when .* The state that onboard saved/),
      expect.stringMatching(
        /^unknown: .*the field smb_app_state_sync arrive\. Where none come: Call onboard with the token and the ids: it looks/,
      ),
      expect.stringMatching(/^unknown: .*the field history arrive/),
    ]);
    expect(await sync({ ...given, onboardedAt: new Date("2026-11-01T10:00:00Z") })).toEqual([
      expect.stringMatching(/^passed: The 24 hours ended on 2026-11-02 10:00 UTC/),
      expect.stringMatching(/^unknown: .*the field smb_app_state_sync arrive\.$/),
      expect.stringMatching(/^unknown/),
    ]);
  });

  it("has its time from the caller, else from Meta, else from the saved state", async () => {
    const until = async (changes: Partial<DiagnoseOptions>) => /until (.*)\./.exec((await sync(changes))[0] ?? "")?.[1];
    expect(await until({ state: onboardedNow })).toBe("2026-11-24 10:00 UTC");
    Object.assign(standIn.world.numbers[0] ?? {}, { last_onboarded_time: "2026-11-23T09:30:00+0000" });
    expect(await until({ state: onboardedNow })).toBe("2026-11-24 09:30 UTC");
    const onboardedAt = new Date("2026-11-23T08:00:00Z");
    expect(await until({ state: onboardedNow, onboardedAt })).toBe("2026-11-24 08:00 UTC");
  });

  it.each(["99999999999999999", "a moment ago"])("does without a time of Meta's such as %s", async (time) => {
    Object.assign(standIn.world.numbers[0] ?? {}, { last_onboarded_time: time });
    expect((await sync({ state: onboardedNow }))[0]).toContain("until 2026-11-24 10:00 UTC");
  });

  it("is unknown where the number signed up again on the day of the saved state", async () => {
    const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
    const request = { status: "done", sentAt: at("10:01").toISOString() } as const;
    const earlier = { ...state, startedAt: at("10:00").toISOString(), contacts: request, history: request };
    Object.assign(standIn.world.numbers[0] ?? {}, { last_onboarded_time: "2026-11-23T15:00:00+0000" });
    expect(await sync({ state: earlier, now: at("16:00") })).toEqual([
      expect.stringMatching(/^passed: .* until 2026-11-24 15:00 UTC/),
      expect.stringMatching(/^unknown: The saved state is of an earlier sign-up/),
      expect.stringMatching(/^unknown: The saved state is of an earlier sign-up/),
    ]);
    // A request that is older than the sign-up is none of it, whatever the state says of itself.
    const mixed = {
      ...earlier,
      startedAt: at("15:01").toISOString(),
      contacts: { ...request, sentAt: at("15:02").toISOString() },
    };
    expect(await sync({ state: mixed, now: at("16:00") })).toEqual([
      expect.stringMatching(/^passed/),
      expect.stringMatching(/^passed: It was asked for on 2026-11-23 15:02 UTC/),
      expect.stringMatching(/^unknown: The saved state is of an earlier sign-up/),
    ]);
  });

  it("belongs to the sign-up although the clocks differ by a few minutes", async () => {
    Object.assign(standIn.world.numbers[0] ?? {}, { last_onboarded_time: "2026-11-01T10:03:00+0000" });
    expect((await sync({}))[1]).toMatch(/^passed/);
  });

  it("is unknown where the number was onboarded again after the saved state", async () => {
    Object.assign(standIn.world.numbers[0] ?? {}, { last_onboarded_time: "2026-11-23T09:30:00+0000" });
    expect(await sync({})).toEqual([
      expect.stringMatching(/^passed: .* until 2026-11-24 09:30 UTC/),
      expect.stringMatching(/^unknown: .* onboarded again since\. Give the state of the newest/),
      expect.stringMatching(/^unknown/),
    ]);
  });
});
