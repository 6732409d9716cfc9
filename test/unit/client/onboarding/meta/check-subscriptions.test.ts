import { describe, expect, it } from "vitest";
import { createMetaStandIn, type MetaWorld } from "../../../../../examples/stand-in/meta.ts";
import { coexistenceFields, MetaClient } from "../../../../../src/client/index.ts";
import { checkFields, ensureSubscribed } from "../../../../../src/client/onboarding/meta/check-subscriptions.ts";
import { AppSubscription } from "../../../../../src/schemas/index.ts";

const subscription = (fields: readonly unknown[], active: unknown = true): AppSubscription =>
  AppSubscription.parse({ object: "whatsapp_business_account", active, fields });

const missing = (present: AppSubscription | undefined, wanted: readonly string[] = coexistenceFields): string =>
  checkFields(present, wanted)
    .map(({ condition, reason }) => `${condition}: ${/for (.*)\.$/.exec(reason)?.[1]}`)
    .join();

describe("the fields of an app", () => {
  it("will do when every one that is wanted is there", () => {
    expect(missing(subscription(coexistenceFields))).toBe("");
    expect(missing(subscription([...coexistenceFields, "calls"]))).toBe("");
    expect(missing(subscription(coexistenceFields.map((name) => ({ name, version: "v26.0" }))))).toBe("");
  });

  it.each(coexistenceFields)("will not do without %s", (field) => {
    const others = coexistenceFields.filter((name) => name !== field);
    expect(missing(subscription(others))).toBe(`fields_subscribed: ${field}`);
  });

  it("may name the field of echoes as the dashboard does", () => {
    const names = coexistenceFields.map((name) => name.replace("smb_message_echoes", "message_echoes"));
    expect(missing(subscription(names))).toBe("");
  });

  it("will not do when the app has no subscription, or one that is switched off", () => {
    const all = `fields_subscribed: ${coexistenceFields.join(", ")}`;
    expect(missing(undefined)).toBe(all);
    expect(missing(subscription([]))).toBe(all);
    expect(missing(subscription(coexistenceFields, false))).toBe(all);
  });

  it("can be others", () => {
    expect(missing(subscription(["history"]), ["history"])).toBe("");
    expect(missing(subscription(["history"]), ["history", "calls"])).toBe("fields_subscribed: calls");
  });
});

const wabaId = "100000000000001";
const ours = "600000000000006";
const theirs = "600000000000009";
const override = { callbackUrl: "https://example.com/webhook/bakery", verifyToken: "the token of this address" };

/** Makes sure of a subscription, and says what was written. */
async function subscribe(
  subscribedApps: MetaWorld["subscribedApps"],
  wanted?: typeof override,
  takesEffect = true,
): Promise<{ written: Record<string, unknown>[]; conditions: string[] }> {
  const standIn = createMetaStandIn({ subscribedApps });
  const meta = new MetaClient({
    appId: ours,
    appSecret: standIn.world.appSecret,
    accessToken: standIn.world.accessToken,
    fetch: async (request) => {
      const before = new Map(subscribedApps);
      const answer = await standIn.fetch(request as Request);
      if (!takesEffect) standIn.world.subscribedApps = before;
      return answer;
    },
  });
  const failures = await ensureSubscribed(meta, wabaId, wanted, {});
  const written = standIn.requests.filter(({ method }) => method !== "GET").map(({ parameters }) => parameters);
  return { written, conditions: failures.map(({ condition }) => condition) };
}

const written = {
  override_callback_uri: override.callbackUrl,
  verify_token: override.verifyToken,
};

describe("an app", () => {
  it("that is not subscribed is", async () => {
    const apps = new Map([[theirs, undefined]]);
    const { written, conditions } = await subscribe(apps);
    expect([written.length, conditions]).toEqual([1, []]);
    expect([...apps.keys()]).toEqual([theirs, ours]);
  });

  it("that is subscribed stays as it is", async () => {
    expect(await subscribe(new Map([[ours, undefined]]))).toEqual({ written: [], conditions: [] });
  });

  it("keeps the override it has", async () => {
    const apps = new Map([[ours, "https://example.com/elsewhere"]]);
    expect(await subscribe(apps)).toEqual({ written: [], conditions: [] });
    expect(apps.get(ours)).toBe("https://example.com/elsewhere");
  });

  it.each([
    ["is not subscribed", new Map()],
    ["has none", new Map([[ours, undefined]])],
    ["has another", new Map([[ours, "https://example.com/elsewhere"]])],
  ])("that %s gets the override that is wanted", async (_, apps: MetaWorld["subscribedApps"]) => {
    const { written: changes, conditions } = await subscribe(apps, override);
    expect(changes).toMatchObject([written]);
    expect([apps.get(ours), conditions]).toEqual([override.callbackUrl, []]);
  });

  it("that has the override that is wanted stays as it is", async () => {
    const apps = new Map([[ours, override.callbackUrl]]);
    expect(await subscribe(apps, override)).toEqual({ written: [], conditions: [] });
  });

  it.each([
    ["not listed", new Map(), undefined],
    ["listed without the override", new Map([[ours, undefined]]), override],
  ])("that is %s after all is reported", async (_, apps: MetaWorld["subscribedApps"], wanted) => {
    expect((await subscribe(apps, wanted, false)).conditions).toEqual(["app_subscribed"]);
  });
});
