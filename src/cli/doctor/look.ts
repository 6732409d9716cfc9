import type { Diagnosis } from "../../client/index.ts";
import type { Surroundings } from "../command.ts";
import { readVariable, requireVariable } from "../environment.ts";
import type { DoctorOptions, GivenOptions } from "./doctor-options.ts";
import { makePatientFetch, shortPatience } from "./patient-fetch.ts";
import { readState } from "./read-state.ts";

/** A diagnosis, and of what. */
export interface Look {
  /** The account or the channel. */
  readonly subject: string;
  readonly diagnosis: Diagnosis;
  /** What was not given, and would tell more. */
  readonly missing: ReadonlySet<Missing>;
}

/** Something that a diagnosis can do without. */
export type Missing = "app" | "state" | "key";

/**
 * Makes the diagnosis that was asked for. Only this imports the client: nothing else needs it.
 *
 * @throws UsageError for a secret that is missing, or a state that cannot be read.
 * @throws InvalidInputError for what the library cannot use. Nothing was sent then.
 * @internal
 */
export async function look({ route, given }: DoctorOptions, surroundings: Surroundings): Promise<Look> {
  const state = await readState(given.state);
  return route === "meta" ? lookAtMeta(given, state, surroundings) : lookAtDialog360(given, state, surroundings);
}

async function lookAtMeta(given: GivenOptions, saved: unknown, surroundings: Surroundings): Promise<Look> {
  const { environment } = surroundings;
  const { diagnose, MetaClient } = await import("../../client/index.ts");
  const { requireState } = await import("../../client/onboarding/meta/onboarding-state.ts");
  const state = saved === undefined ? undefined : requireState(saved);
  const appId = given.app ?? readVariable(environment, "APP_ID");
  const appSecret = readVariable(environment, "APP_SECRET");
  const accessToken =
    readVariable(environment, "ACCESS_TOKEN") ??
    state?.accessToken ??
    requireVariable(environment, "ACCESS_TOKEN", "the customer's token");
  const meta = new MetaClient({
    ...(appId === undefined ? {} : { appId }),
    ...(appSecret === undefined ? {} : { appSecret }),
    baseUrl: given.graph ?? readVariable(environment, "GRAPH_URL"),
    ...{ ...shortPatience, fetch: makePatientFetch(surroundings) },
  });
  const diagnosis = await diagnose({
    ...{ meta, accessToken, state },
    ...{ wabaId: given.waba, phoneNumberId: given.number, callbackUrl: given.url },
  });
  return {
    subject: `WhatsApp Business Account ${given.waba ?? state?.wabaId} through Meta`,
    diagnosis,
    missing: setOf({ app: appId === undefined || appSecret === undefined, state: state === undefined }),
  };
}

async function lookAtDialog360(given: GivenOptions, saved: unknown, surroundings: Surroundings): Promise<Look> {
  const { environment } = surroundings;
  const { Dialog360Client, Dialog360PartnerClient, diagnoseDialog360 } = await import("../../client/index.ts");
  const { requireDialog360State } = await import("../../client/onboarding/dialog360/dialog360-onboarding-state.ts");
  const state = saved === undefined ? undefined : requireDialog360State(saved);
  const { messagingAddress } = await import("../../client/onboarding/dialog360/messaging-address.ts");
  const calls = { ...shortPatience, fetch: makePatientFetch(surroundings) };
  const partner = new Dialog360PartnerClient({
    partnerId: requireVariable(environment, "PARTNER_ID", "the id of your partner account"),
    apiKey: requireVariable(environment, "PARTNER_API_KEY", "a key of your partner account"),
    baseUrl: given.hub ?? readVariable(environment, "HUB_URL"),
    ...calls,
  });
  const apiKey = readVariable(environment, "D360_API_KEY") ?? state?.apiKey;
  const baseUrl = given.messaging ?? readVariable(environment, "MESSAGING_URL") ?? messagingAddress(state?.address);
  const messaging = apiKey === undefined ? undefined : new Dialog360Client({ apiKey, baseUrl, ...calls });
  const diagnosis = await diagnoseDialog360({
    ...{ partner, messaging, state },
    ...{ channelId: given.channel, callbackUrl: given.url, partnerWebhookUrl: given["partner-url"] },
  });
  return {
    subject: `Channel ${given.channel ?? state?.channelId} through 360dialog`,
    diagnosis,
    missing: setOf({ key: apiKey === undefined, state: state === undefined }),
  };
}

function setOf(missing: Readonly<Partial<Record<Missing, boolean>>>): Set<Missing> {
  const names = ["app", "state", "key"] as const;
  return new Set(names.filter((name) => missing[name] === true));
}
