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

// How calls are made, and what they throw

export { CoexistenceError, type CoexistenceErrorCode, InvalidInputError, isCoexistenceError } from "../errors/index.ts";
export {
  AbortedError,
  ClientError,
  type ClientErrorDetails,
  InvalidRequestError,
  isClientError,
  type Method,
  NetworkError,
  OutcomeUnknownError,
  PermissionDeniedError,
  PolicyViolationError,
  RateLimitedError,
  SyncAlreadyRequestedError,
  SyncWindowClosedError,
  TemporaryFailureError,
  TimeoutError,
  TokenExpiredError,
  UnexpectedAnswerError,
  type UnknownOutcomeReason,
} from "./errors/index.ts";
export type { CallOptions } from "./transport/call.ts";
export type { TransportOptions } from "./transport/options.ts";

// Both providers

export type { DownloadOptions, MediaFile, MediaOptions } from "./media.ts";
export type { SyncKind } from "./synchronization.ts";

// Meta

export type { CallbackOverride } from "./meta/callback-override.ts";
export type { MetaMedia } from "./meta/media.ts";
export type { MetaClientOptions } from "./meta/meta-api.ts";
export { MetaClient } from "./meta/meta-client.ts";
export type { PhoneNumbers } from "./meta/phone-numbers.ts";
export type { SubscribedApps } from "./meta/subscribed-apps.ts";
export {
  coexistenceFields,
  type WebhookSubscription,
  type WebhookSubscriptionOptions,
} from "./meta/webhook-subscription.ts";

// 360dialog

export type { Dialog360AccountSharing, NewDialog360Client, NumberToShare } from "./dialog360/account-sharing.ts";
export type { Dialog360ApiKeys, MintOptions } from "./dialog360/api-keys.ts";
export type { Dialog360ChannelOfClient, Dialog360Channels, Dialog360ControlOptions } from "./dialog360/channels.ts";
export type { Dialog360Clients } from "./dialog360/clients.ts";
export { Dialog360Client, type Dialog360SyncOptions } from "./dialog360/dialog360-client.ts";
export type { Dialog360Media } from "./dialog360/media.ts";
export type { Dialog360ClientOptions } from "./dialog360/messaging-api.ts";
export type { Dialog360Destination, Dialog360MultiWebhooks } from "./dialog360/multi-webhooks.ts";
export type { Dialog360ListQuery } from "./dialog360/pages.ts";
export type { Dialog360PartnerClientOptions } from "./dialog360/partner-api.ts";
export { Dialog360PartnerClient } from "./dialog360/partner-client.ts";
export type { Dialog360PartnerSettings } from "./dialog360/partner-settings.ts";
export type { Dialog360WebhookTarget } from "./dialog360/webhook-address.ts";
export type { Dialog360Webhooks } from "./dialog360/webhooks.ts";

// Onboarding

export { type AccountAction, type AccountPlan, planAfterAccountEvent } from "./onboarding/account-plan.ts";
export type {
  Dialog360OnboardingStart,
  Dialog360OnboardingState,
} from "./onboarding/dialog360/dialog360-onboarding-state.ts";
export { type Dialog360Onboarding, onboardDialog360 } from "./onboarding/dialog360/onboard-dialog360.ts";
export type { OnboardDialog360Options } from "./onboarding/dialog360/onboard-dialog360-options.ts";
export type { ExpectedSyncRequest, ExpectSync } from "./onboarding/expected-sync.ts";
export { type Onboarding, type OnboardOptions, onboard } from "./onboarding/meta/onboard.ts";
export type { OnboardingStart, OnboardingState } from "./onboarding/meta/onboarding-state.ts";
export { type FailedPrecondition, type Precondition, PreconditionError } from "./onboarding/precondition-error.ts";
export type { Settlement } from "./onboarding/state/make-once.ts";
export type { OneShot } from "./onboarding/state/one-shot.ts";
export type { LoadState, SavedState, SaveState } from "./onboarding/state/saved-state.ts";
export { OnboardingConflictError, StateNotSavedError } from "./onboarding/state/state-errors.ts";

// Diagnosis

export { type DiagnoseOptions, diagnose } from "./diagnosis/diagnose.ts";
export { type DiagnoseDialog360Options, diagnoseDialog360 } from "./diagnosis/diagnose-dialog360.ts";
export type { Diagnosis, DiagnosisCheck, DiagnosisVerdict, Finding, WebhookUrls } from "./diagnosis/finding.ts";
export type { DiagnosisOptions } from "./diagnosis/read-options.ts";
