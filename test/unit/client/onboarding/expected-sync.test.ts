import { inspect } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { createDialog360StandIn, type Dialog360StandIn } from "../../../../examples/stand-in/dialog360.ts";
import { createMetaStandIn, type MetaStandIn } from "../../../../examples/stand-in/meta.ts";
import {
  Dialog360PartnerClient,
  MetaClient,
  type OnboardDialog360Options,
  type OnboardingState,
  type OnboardOptions,
  onboard,
  onboardDialog360,
} from "../../../../src/client/index.ts";
import type { ExpectedSyncRequest } from "../../../../src/client/onboarding/expected-sync.ts";
import { createCoexistence } from "../../../../src/index.ts";

const phoneNumberId = "200000000000002";
const wabaId = "100000000000001";

let expected: ExpectedSyncRequest[];
/** How many synchronizations had been asked for when each was expected. */
let askedBefore: number[];

beforeEach(() => {
  expected = [];
  askedBefore = [];
});

describe("an onboarding at Meta", () => {
  let standIn: MetaStandIn;
  let saved: OnboardingState | undefined;

  beforeEach(() => {
    standIn = createMetaStandIn({ codes: new Set(["the-code"]) });
    saved = undefined;
  });

  const asked = (): number => standIn.requests.filter(({ path }) => path.endsWith("/smb_app_data")).length;
  const start = (options: Partial<OnboardOptions>) => {
    const { appId, appSecret } = standIn.world;
    const meta = new MetaClient({
      appId,
      appSecret,
      maxAttempts: 1,
      fetch: (request) => standIn.fetch(request as Request),
    });
    return onboard({
      meta,
      ...(saved === undefined ? { code: "the-code" } : { state: saved }),
      save: (state) => {
        saved = state;
        return true;
      },
      ...options,
    });
  };
  const note = (request: ExpectedSyncRequest): void => {
    expected.push(request);
    askedBefore.push(asked());
  };

  it("tells what it is about to ask for, before it does, and since when", async () => {
    await start({ expectSync: note });
    const onboardedAt = new Date(saved?.startedAt ?? "");
    expect(expected).toEqual([
      { phoneNumberId, wabaId, kind: "contacts", onboardedAt, at: expect.any(Date) },
      { phoneNumberId, wabaId, kind: "history", onboardedAt, at: expect.any(Date) },
    ]);
    expect(askedBefore).toEqual([0, 1]);
  });

  it("asks for nothing while that fails, and goes on afterwards", async () => {
    const reason = new Error("The store of 15550001234 is away.");
    const failing = start({ expectSync: () => Promise.reject(reason) });
    const error = await failing.catch((caught) => caught);
    expect(error).toMatchObject({ code: "precondition_failed", failures: [{ condition: "sync_expected" }], reason });
    expect(`${inspect(error)} ${JSON.stringify(error)}`).not.toContain("15550001234");
    expect([asked(), saved?.contacts.status]).toEqual([0, "open"]);

    expect(await start({ expectSync: note })).toMatchObject({ history: { status: "done" } });
    expect(asked()).toBe(2);
  });

  it("tells again what is repeated, and nothing of what is settled", async () => {
    await start({ expectSync: note });
    expect(await start({ expectSync: note })).toMatchObject({ history: { status: "done" } });
    expect(expected).toHaveLength(2);
    saved = { ...(saved as OnboardingState), history: { status: "sent" } };
    await start({ expectSync: note, settle: { history: "repeat" } });
    expect(expected.slice(2)).toMatchObject([{ kind: "history", onboardedAt: new Date(saved.startedAt) }]);
  });

  it("lets a receiver wait for what will come", async () => {
    const coexistence = createCoexistence({ appSecret: "8f7c2a6be1d94350b6a1c9d2e3f40516" });
    await start({ expectSync: (request) => coexistence.expectSync(request) });
    const sync = await coexistence.sync(phoneNumberId);
    expect(sync).toMatchObject({ contacts: { status: "requested" }, history: { status: "requested" } });
    expect(sync?.onboardedAt).toEqual(new Date(saved?.startedAt ?? ""));
    await coexistence.close();
  });

  it("takes nothing but a function", async () => {
    const options = { expectSync: "yes" as never };
    await expect(start(options)).rejects.toMatchObject({ code: "invalid_input", field: "expectSync" });
    expect(standIn.requests).toEqual([]);
  });
});

describe("an onboarding at 360dialog", () => {
  let standIn: Dialog360StandIn;

  beforeEach(() => {
    const partner = { webhook_url: "https://webhooks.example.com/partner", partner_redirect_url: null };
    standIn = createDialog360StandIn({ partner });
  });

  const asked = (): number => standIn.requests.filter(({ path }) => path === "/synchronization").length;
  const start = (options: Partial<OnboardDialog360Options>) => {
    const fetch: typeof globalThis.fetch = (input, init) => standIn.fetch(new Request(input, init));
    const { partnerId, partnerKey } = standIn.world;
    return onboardDialog360({
      partner: new Dialog360PartnerClient({ partnerId, apiKey: partnerKey, maxAttempts: 1, fetch }),
      messaging: { maxAttempts: 1, fetch },
      channelId: "AbCdEfCH",
      revokeEarlierKeys: true,
      webhook: { url: "https://webhooks.example.com/number", headers: { authorization: "Bearer invented" } },
      save: () => true,
      ...options,
    });
  };
  const note = (request: ExpectedSyncRequest): void => {
    expected.push(request);
    askedBefore.push(asked());
  };

  it("tells it under the id that the number's own API names, and not since when", async () => {
    await start({ expectSync: note });
    expect(expected).toEqual([
      { phoneNumberId, wabaId, kind: "contacts", at: expect.any(Date) },
      { phoneNumberId, wabaId, kind: "history", at: expect.any(Date) },
    ]);
    expect(askedBefore).toEqual([0, 1]);
  });

  it("tells it under the id that it was given", async () => {
    standIn.world.phoneNumberId = undefined;
    await start({ expectSync: note, phoneNumberId: "200000000000009" });
    expect(expected.map((request) => request.phoneNumberId)).toEqual(["200000000000009", "200000000000009"]);
  });

  it("asks for nothing while nobody names the number", async () => {
    standIn.world.phoneNumberId = undefined;
    await expect(start({ expectSync: note })).rejects.toMatchObject({ failures: [{ condition: "number_found" }] });
    expect(asked()).toBe(0);
  });

  it("does not ask for the number where nobody expects anything", async () => {
    await start({});
    expect(standIn.requests.map(({ path }) => path)).not.toContain("/health_status");
    expect(asked()).toBe(2);
  });

  it("takes nothing but a function, and an id of Meta's", async () => {
    const refused = { code: "invalid_input" };
    await expect(start({ expectSync: 1 as never })).rejects.toMatchObject({ ...refused, field: "expectSync" });
    await expect(start({ phoneNumberId: "a bakery" })).rejects.toMatchObject({ ...refused, field: "phoneNumberId" });
    expect(standIn.requests).toEqual([]);
  });
});
