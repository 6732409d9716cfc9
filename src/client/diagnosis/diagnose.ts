import { InvalidInputError } from "../../errors/index.ts";
import type { PhoneNumber } from "../../schemas/index.ts";
import { requireMetaId, requireObject, requireToken } from "../input.ts";
import type { MetaClient } from "../meta/meta-client.ts";
import { coexistenceFields, readFields } from "../meta/webhook-subscription.ts";
import { findNumber, onboardedAt as onboardedAtOf } from "../onboarding/meta/find-number.ts";
import { type OnboardingState, requireState } from "../onboarding/meta/onboarding-state.ts";
import { ask, isWithoutApp } from "./ask.ts";
import { type Diagnosis, makeDiagnosis } from "./finding.ts";
import { findAppCredentials, findToken } from "./meta/credentials.ts";
import { findAppSubscribed, findDestinations, locate } from "./meta/destination.ts";
import { findLifetime } from "./meta/lifetime.ts";
import { findNumberChecks } from "./meta/number.ts";
import { findSubscription } from "./meta/subscription.ts";
import { type DiagnosisOptions, readDiagnosisOptions } from "./read-options.ts";
import { findSynchronization } from "./synchronization.ts";

/** What is to be diagnosed at Meta. */
export interface DiagnoseOptions extends DiagnosisOptions {
  /** A client with `appId` and `appSecret`. Without them, what the app alone can ask stays unknown. */
  meta: MetaClient;
  /** The customer's token. Default: the one in the saved state. */
  accessToken?: string | undefined;
  /** The WhatsApp Business Account. Default: the one in the saved state. */
  wabaId?: string | undefined;
  /** The id of the number. Default: the one in the saved state, else the one number that is in coexistence. */
  phoneNumberId?: string | undefined;
  /** The fields the app has to be subscribed to. Default: {@link coexistenceFields}. */
  fields?: readonly string[] | undefined;
  /** What {@link onboard} saved. Nothing else says whether the synchronizations were asked for. */
  state?: OnboardingState | undefined;
}

/**
 * Looks at an integration with Meta as it is, and names what is wrong and how to put it right: the app and its fields,
 * the token, the subscription of the account, the addresses that webhooks really go to, the number, and the
 * synchronization.
 *
 * It only reads, and spends nothing: every call is a `GET`. Whatever can be looked at is looked at, also when something
 * else is wrong; what a failed call would have told is `unknown`, with the reason. {@link onboard} has the same checks
 * before its calls that can be made only once.
 *
 * What it finds can be shown and logged: no token, no phone number, and of an address the host alone is in the
 * findings.
 *
 * @returns one finding for every check, in a fixed order.
 * @throws {@link InvalidInputError} for options that cannot be used. Nothing was sent then.
 * @throws {@link AbortedError} when the signal ends it.
 * @example
 * ```ts
 * import { diagnose, MetaClient } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ appId: process.env.APP_ID, appSecret: process.env.APP_SECRET });
 * const { healthy, findings } = await diagnose({
 *   meta,
 *   accessToken: process.env.ACCESS_TOKEN,
 *   wabaId: "100000000000001",
 * });
 * console.log(healthy); // false
 * for (const { check, verdict, fix } of findings) {
 *   if (verdict === "failed") console.log(check); // "app_subscribed"
 *   if (verdict !== "passed") console.debug(check, fix);
 * }
 * ```
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { meta, customer, accessToken, wabaId, phoneNumberId, fields, state, ...rest } = readOptions(options);
  const { callbackUrl, onboardedAt, now, appId } = rest;
  const call = { signal: options.signal };
  const askCallbacks = (id: string) => ask(() => customer.phoneNumbers.getCallbacks(id, call));
  const [token, subscription, apps, numbers, callbacksOfNamed] = await Promise.all([
    ask(() => meta.debugToken(accessToken, call)),
    ask(() => meta.webhookSubscription.get(call)),
    ask(() => customer.subscribedApps.list(wabaId, call)),
    ask(() => customer.phoneNumbers.list(wabaId, call)),
    phoneNumberId === undefined ? undefined : askCallbacks(phoneNumberId),
  ]);
  const found = "value" in numbers ? findNumber(numbers.value, phoneNumberId) : undefined;
  const numberId = found === undefined ? phoneNumberId : found.number?.id;
  const callbacks = numberId === undefined ? undefined : (callbacksOfNamed ?? (await askCallbacks(numberId)));

  const destination = { appId, subscription, apps, callbacks, callbackUrl };
  const { webhookUrls } = locate(destination);
  const findings = [
    findAppCredentials([token, subscription]),
    ...findToken({ token, apps, numbers, appId, wabaId }),
    ...findLifetime(token, now),
    ...findSubscription(subscription, fields, webhookUrls.app),
    findAppSubscribed(destination),
    ...findDestinations(destination),
    ...findNumberChecks(numbers, found, phoneNumberId !== undefined),
  ];
  const synchronization = findSynchronization({
    ...{ now, state, findings, onboardedBy: "onboard" },
    onboardedAt: onboardedAt ?? (found?.number && readOnboardedAt(found.number)),
  });
  return makeDiagnosis([...findings, ...synchronization], webhookUrls);
}

function readOptions(options: DiagnoseOptions) {
  const { meta, fields = coexistenceFields, ...given } = requireObject("options", options);
  if (typeof meta?.withAccessToken !== "function") throw new InvalidInputError("meta", "is no MetaClient.");
  const state = given.state && requireState(given.state);
  const accessToken = requireToken("accessToken", given.accessToken ?? state?.accessToken);
  const phoneNumberId = given.phoneNumberId ?? state?.phoneNumberId;
  const wabaId = requireMetaId("wabaId", given.wabaId ?? state?.wabaId);
  requireSame("wabaId", wabaId, state?.wabaId);
  requireSame("phoneNumberId", phoneNumberId, state?.phoneNumberId);
  return {
    ...readDiagnosisOptions(given),
    meta,
    customer: meta.withAccessToken(accessToken),
    accessToken,
    appId: appIdOf(meta),
    wabaId,
    phoneNumberId: phoneNumberId === undefined ? undefined : requireMetaId("phoneNumberId", phoneNumberId),
    fields: readFields(fields),
    state,
  };
}

function requireSame(field: string, id: string | undefined, saved: string | undefined): void {
  if (saved === undefined || saved === id) return;
  throw new InvalidInputError(field, "is another than the one in the state.");
}

function readOnboardedAt(number: PhoneNumber): Date | undefined {
  const moment = new Date(onboardedAtOf(number) || Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function appIdOf(meta: MetaClient): string | undefined {
  try {
    return meta.appId;
  } catch (error) {
    if (isWithoutApp(error)) return undefined;
    throw error;
  }
}
