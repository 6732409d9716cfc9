/**
 * What an integrator calls before and after the webhooks flow, at Meta and at 360dialog.
 *
 * @module
 * @example
 * ```ts
 * import { MetaClient } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
 * const number = await meta.phoneNumbers.get("200000000000002");
 * console.log(number.platform_type); // "CLOUD_API"
 * ```
 */

// Errors
export { CoexistenceError, type CoexistenceErrorCode, InvalidInputError, isCoexistenceError } from "../errors/index.ts";
export * from "./errors/index.ts";
export type { DownloadOptions, MediaFile } from "./media.ts";
export type { MetaMedia } from "./meta/media.ts";
// Meta
export type { MetaClientOptions } from "./meta/meta-api.ts";
export { MetaClient, type SyncKind } from "./meta/meta-client.ts";
export type { PhoneNumbers } from "./meta/phone-numbers.ts";
export type { CallbackOverride, SubscribedApps } from "./meta/subscribed-apps.ts";
export {
  coexistenceFields,
  type WebhookSubscription,
  type WebhookSubscriptionOptions,
} from "./meta/webhook-subscription.ts";
// Onboarding
export { type Onboarding, type OnboardOptions, onboard } from "./onboarding/meta/onboard.ts";
export type { OnboardingStart, OnboardingState } from "./onboarding/meta/onboarding-state.ts";
export { type FailedPrecondition, type Precondition, PreconditionError } from "./onboarding/precondition-error.ts";
export type { Settlement } from "./onboarding/state/make-once.ts";
export type { OneShot } from "./onboarding/state/one-shot.ts";
export type { SavedState, SaveState } from "./onboarding/state/saved-state.ts";
export { OnboardingConflictError, StateNotSavedError } from "./onboarding/state/state-errors.ts";
// How calls are made
export type { CallOptions } from "./transport/call.ts";
export type { TransportOptions } from "./transport/options.ts";
