import { Dialog360Client, Dialog360PartnerClient } from "../../../../src/client/index.ts";
import { answerDialog360 } from "../../../../src/emulator/dialog360/answer.ts";
import { createBusinessAtDialog360, joinDialog360 } from "../../../../src/emulator/dialog360/join.ts";
import type { Business, SyncType } from "../../../../src/emulator/world/business.ts";
import type { World } from "../../../../src/emulator/world/world.ts";
import type { Change } from "../../../../src/payloads/change.ts";
import type { BusinessNumber } from "../../../../src/payloads/participants.ts";

/** A world, what happened in it, and whoever calls 360dialog there. */
export interface Emulated {
  readonly world: World;
  /** How many hours have passed. */
  hours: number;
  readonly news: Change[];
  readonly synchronized: [phoneNumberId: string, kind: SyncType][];
  readonly fetch: (request: string | URL | Request) => Promise<Response>;
  readonly hub: Dialog360PartnerClient;
}

export const bakery: BusinessNumber = {
  wabaId: "100000000000001",
  phoneNumberId: "200000000000002",
  displayPhoneNumber: "15550001111",
};
export const florist: BusinessNumber = {
  wabaId: "100000000000009",
  phoneNumberId: "200000000000010",
  displayPhoneNumber: "15550001119",
};

const start = Date.UTC(2026, 0, 15);

export function emulate(): Emulated {
  const emulated: Pick<Emulated, "hours" | "news" | "synchronized"> = { hours: 0, news: [], synchronized: [] };
  const world: World = {
    clock: {
      speed: 1,
      now: () => new Date(start + emulated.hours * 3_600_000),
      wait: () => Promise.resolve(),
    },
    app: {
      ...{ id: "600000000000006", secret: "an-invented-secret", businessId: "500000000000005", systemUserToken: "one" },
      ...{ fields: [], callbackUrl: undefined, verifyToken: undefined },
    },
    partner: {
      ...{ id: "InventPA", apiKey: "an-invented-key", platformSecret: "an-invented-platform-secret" },
      login: { username: "partner@example.com", password: "an-invented-password", token: "an-invented-token" },
      ...{ webhookUrl: null, redirectUrl: null, clients: [] },
    },
    businesses: new Map(),
    ...{ allowRemote: true, end: new AbortController().signal },
    tunnels: new Map([["https://bakery.example.com", "http://127.0.0.1:3000"]]),
    onSync: ({ phoneNumberId }, kind) => void emulated.synchronized.push([phoneNumberId, kind]),
    onMessage: () => undefined,
    onNews: (_, change) => void emulated.news.push(change),
  };
  const fetch: Emulated["fetch"] = async (request) => {
    const answer = await answerDialog360(world, request instanceof Request ? request : new Request(request));
    if (answer === undefined) throw new Error("That is no path of 360dialog's.");
    return answer;
  };
  const hub = new Dialog360PartnerClient({ partnerId: world.partner.id, apiKey: world.partner.apiKey, fetch });
  return Object.assign(emulated, { world, fetch, hub });
}

/** A business signs up at Meta. */
export function signUpAtMeta({ world }: Emulated, number: BusinessNumber = bakery): Business {
  const business: Business = {
    ...number,
    ...{ provider: "meta", name: "Corner Bakery", businessId: "500000000000007", scenario: {} },
    ...{ onboardedAt: world.clock.now(), hasBegun: false, isOnCloudApi: true, requested: new Map() },
    atMeta: {
      ...{ codes: new Map(), accessToken: "invented", scopes: [], isSubscribed: false },
      ...{ accountOverride: undefined, numberOverride: undefined },
    },
    atDialog360: createBusinessAtDialog360(number),
  };
  world.businesses.set(number.phoneNumberId, business);
  return business;
}

/** A business signs up at 360dialog. */
export function signUp(emulated: Emulated, number: BusinessNumber = bakery): Business {
  const business = signUpAtMeta(emulated, number);
  joinDialog360(emulated.world, business);
  return business;
}

/** Mints the key of a number, and calls the messaging API with it. */
export async function clientOf({ hub, fetch }: Emulated, { atDialog360 }: Business): Promise<Dialog360Client> {
  const { api_key } = await hub.apiKeys.mint(atDialog360.channelId, { revokeEarlierKeys: true });
  return new Dialog360Client({ apiKey: api_key, fetch });
}
