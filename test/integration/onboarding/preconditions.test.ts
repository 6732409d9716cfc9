import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMetaStandIn } from "../../../examples/stand-in/meta.ts";
import {
  MetaClient,
  type Onboarding,
  type OnboardingState,
  onboard,
  type Precondition,
  PreconditionError,
} from "../../../src/client/index.ts";

/** Everything a synchronization depends on. */
const preconditions = [
  "token_valid",
  "token_app",
  "token_scopes",
  "waba_granted",
  "number_found",
  "number_on_business_app",
  "number_on_cloud_api",
  "fields_subscribed",
  "app_subscribed",
  "receiver_ready",
  "within_window",
] as const satisfies Precondition[];

const startedAt = "2026-11-23T10:00:00.000Z";
const state: OnboardingState = {
  shape: 1,
  provider: "meta",
  id: "an-onboarding",
  revision: 2,
  startedAt,
  codeExchange: { status: "done" },
  accessToken: "a-token-of-the-examples",
  wabaId: "100000000000001",
  phoneNumberId: "200000000000002",
  contacts: { status: "open" },
  history: { status: "open" },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});

interface Outcome {
  readonly result: Onboarding | PreconditionError;
  /** The requests that change something, by method and path. */
  readonly changes: string[];
}

/** Onboards where some things do not hold. */
async function onboardWithout(failing: ReadonlySet<Precondition>): Promise<Outcome> {
  const is = (precondition: Precondition): boolean => !failing.has(precondition);
  vi.setSystemTime(is("within_window") ? "2026-11-24T09:00:00.000Z" : "2026-11-24T10:00:00.000Z");
  const standIn = createMetaStandIn({
    numbers: [
      {
        id: is("number_found") ? "200000000000002" : "200000000000003",
        is_on_biz_app: is("number_on_business_app"),
        platform_type: is("number_on_cloud_api") ? "CLOUD_API" : "PENDING",
      },
    ],
    ...(is("fields_subscribed") ? {} : { fields: ["messages", "history", "smb_app_state_sync", "account_update"] }),
  });
  const scopes = ["whatsapp_business_management", ...(is("token_scopes") ? ["whatsapp_business_messaging"] : [])];
  const account = is("waba_granted") ? "100000000000001" : "100000000000009";
  const tokenInfo = {
    app_id: is("token_app") ? "600000000000006" : "600000000000007",
    is_valid: is("token_valid"),
    scopes,
    granular_scopes: scopes.map((scope) => ({ scope, target_ids: [account] })),
  };
  const changes: string[] = [];
  const meta = new MetaClient({
    appId: "600000000000006",
    appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    async fetch(request) {
      const { method, url } = request as Request;
      const path = new URL(url).pathname.split("/").at(-1) ?? "";
      if (method !== "GET") changes.push(path);
      if (path === "debug_token") return Response.json({ data: tokenInfo });
      if (method === "POST" && path === "subscribed_apps" && !is("app_subscribed")) {
        return Response.json({ success: true });
      }
      return standIn.fetch(request as Request);
    },
  });
  const result = await onboard({ meta, state, save: () => true, isReady: () => is("receiver_ready") }).catch(
    (error: unknown) => {
      if (error instanceof PreconditionError) return error;
      throw error;
    },
  );
  return { result, changes };
}

/** What can be found out where some things do not hold. */
function reportable(failing: ReadonlySet<Precondition>): Precondition[] {
  const mayAskForNumbers = !["token_valid", "token_app", "token_scopes", "waba_granted"].some((name) =>
    failing.has(name as Precondition),
  );
  return preconditions.filter((name) => {
    if (!failing.has(name)) return false;
    if (name === "number_found") return mayAskForNumbers;
    if (name.startsWith("number_")) return mayAskForNumbers && !failing.has("number_found");
    // The app is subscribed only where all else holds.
    return name !== "app_subscribed" || failing.size === 1;
  });
}

const combinations = Array.from({ length: 2 ** preconditions.length }, (_, bits) => {
  return new Set<Precondition>(preconditions.filter((_, index) => (bits >> index) & 1));
});

describe("an onboarding", () => {
  it("asks for the contacts, then for the history, once each, when everything holds", async () => {
    const { result, changes } = await onboardWithout(new Set());
    expect(result).toMatchObject({ contacts: { status: "done" }, history: { status: "done" } });
    expect(changes).toEqual(["subscribed_apps", "smb_app_data", "smb_app_data"]);
  });

  it.each(preconditions)(
    "asks for nothing when %s is all that does not hold, and says how to put it right",
    async (name) => {
      const { result, changes } = await onboardWithout(new Set([name]));
      expect(changes).toEqual(name === "app_subscribed" ? ["subscribed_apps"] : []);
      expect(result).toMatchObject({
        failures: [{ condition: name, fix: expect.stringMatching(/^[A-Za-z][^<>]{20,}\.$/) }],
      });
    },
  );

  it("asks for nothing in every combination, and reports all that can be found out", async () => {
    const wrong: string[] = [];
    for (const failing of combinations.slice(1)) {
      const { result, changes } = await onboardWithout(failing);
      const reported = result instanceof PreconditionError ? result.failures.map(({ condition }) => condition) : [];
      const isRight =
        changes.every((path) => path === "subscribed_apps" && failing.size === 1) &&
        reported.toSorted().join() === reportable(failing).toSorted().join();
      if (!isRight)
        wrong.push(`without ${[...failing].join(", ")}: reported ${reported.join(", ")}; ${changes.join(", ")}`);
    }
    expect(wrong).toEqual([]);
  });
});
