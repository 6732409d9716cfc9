/**
 * Webhooks of WhatsApp Coexistence: verified, parsed, and handed to typed listeners.
 *
 * @module
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" });
 * coexistence.onMessage(({ message }) => console.log(message.type));
 *
 * export default { fetch: coexistence.fetch };
 * ```
 */

// Each step alone
export { Dispatcher, type ErrorListener, type Listener, type Unsubscribe } from "./dispatch/index.ts";
// What changes, and how to tell it
export {
  type BriefingItem,
  type BriefingLocale,
  type BriefingTexts,
  type BriefingTopic,
  englishBriefing,
  ownerBriefing,
} from "./eligibility/briefing/index.ts";
export {
  type AfterOnboarding,
  afterOnboarding,
  type ConnectionRule,
  type DaysUntilDisconnectOptions,
  type DisconnectionNotice,
  daysUntilDisconnect,
  type Feature,
  type FeatureChange,
  type FeatureComparisonOptions,
  type FeatureCorrection,
  type FeatureState,
  type FeatureSupport,
  featureChanges,
  featureComparison,
  type Limit,
  type LinkedDevices,
  linkedDevices,
  type Statement,
  type StayingConnected,
  stayingConnected,
  type UnavailableFeature,
  unavailableFeatures,
} from "./eligibility/changes/index.ts";
// Eligibility
export {
  checkEligibility,
  compareAppVersions,
  defaultEligibilityPolicy,
  type Eligibility,
  type EligibilityAnswer,
  type EligibilityCheck,
  type EligibilityInput,
  type EligibilityOverride,
  type EligibilityOverrides,
  type EligibilityPolicy,
  type EligibilityRequirement,
  type EligibilityRoute,
  type EligibilityVerdict,
  type Evidence,
  eligibilityRequirements,
  PhoneNumberError,
  type PhoneNumberProblem,
  type SanctionedPlace,
  type Sourced,
  type UnsupportedCountry,
} from "./eligibility/index.ts";
// Errors
export {
  CoexistenceError,
  type CoexistenceErrorCode,
  EventGivenUpError,
  IntakeError,
  InvalidInputError,
  isCoexistenceError,
  isEventGivenUpError,
  isListenerError,
  ListenerError,
  type ListenerFailure,
  ObserverError,
} from "./errors/index.ts";
export {
  type DeadLetter,
  type DeadLetters,
  type Intake,
  type IntakeFactory,
  type MemoryIntakeOptions,
  memoryIntake,
  type StoredSynchronization,
  type Stream,
  type SynchronizationStore,
  type VerifiedWebhook,
} from "./intake/index.ts";
// Events
export type {
  AccountChange,
  AccountEvent,
  CoexistenceEvent,
  ContactsEvent,
  Customer,
  Delivery,
  Direction,
  EchoEvent,
  EventBase,
  EventOf,
  EventType,
  HistoryDeclinedEvent,
  HistoryEvent,
  HistoryMediaEvent,
  HistoryThread,
  MessageEvent,
  MessageRecord,
  MessageSource,
  PartnerEvent,
  Provider,
  StatusEvent,
  SyncedContact,
  Transaction,
  UnknownEvent,
  UnknownIssue,
  UnknownReason,
  WithContact,
} from "./model/index.ts";
// What it did, for metrics
export type {
  Answered,
  Backlog,
  Delivered,
  Failed,
  GivenUp,
  Observation,
  Observer,
  Repeated,
} from "./observe/index.ts";
export { type ParseOptions, type ParseResult, parseWebhook, safeParseWebhook } from "./parse/index.ts";
export { isSamePhoneNumber, phoneNumberVariants } from "./phone-number/index.ts";
export {
  type ProbeName,
  type ProbeOptions,
  type ProbeReport,
  type ProbeResult,
  type ProbeVerdict,
  probeNumber,
  probeWebhook,
} from "./probe/index.ts";
// Receive
export {
  bodyLimit,
  Coexistence,
  type CoexistenceOptions,
  type CredentialOptions,
  createCoexistence,
  type HeaderReader,
  type Logger,
  type WebhookAnswer,
  type WebhookRequest,
} from "./receive/index.ts";
export type {
  Contact,
  KnownMessage,
  KnownMessageType,
  Message,
  MessageStatus,
  OtherMessage,
  OtherMessageType,
  WebhookError,
} from "./schemas/index.ts";
// The state of a synchronization
export type {
  ChunkGap,
  ConnectionState,
  ContactsSynchronization,
  HistoryPhase,
  HistorySynchronization,
  MediaCounts,
  MessageCount,
  StallCause,
  Synchronization,
  SynchronizationKind,
  SynchronizationProgress,
  SynchronizationStatus,
} from "./synchronization/synchronization.ts";
export type { MissingChunks, SynchronizationEvent } from "./synchronization/synchronization-event.ts";
export {
  answerChallenge,
  type ChallengeOptions,
  findSigningSecret,
  type Secret,
  type VerifySecrets,
  verify,
} from "./verify/index.ts";
export type { ExpectedSync, SyncListener } from "./watch/index.ts";
