/**
 * Payloads, signatures, whole onboardings, and an emulator of both providers, for testing your own application.
 *
 * Everything is built from three kinds of small functions: a *message* goes into a *change*, and a change into an
 * *envelope*. All have defaults, with invented values.
 *
 * @module
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { echoChange, metaWebhook, signedRequest, textMessage } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const coexistence = createCoexistence({ appSecret });
 * coexistence.onEcho(({ message }) => console.log(message.type)); // "text"
 *
 * const webhook = metaWebhook(echoChange(textMessage("See you at nine.")));
 * const response = await coexistence.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }));
 * console.log(response.status); // 200
 * ```
 */

// The providers, the businesses and their phones, on this machine
export {
  type Attempt,
  type Delivery,
  type Dialog360SignUp,
  type EmulatedAppOptions,
  type EmulatedBusiness,
  type EmulatedPartnerOptions,
  type EmulatedProvider,
  type EmulatedRequest,
  Emulator,
  type EmulatorOptions,
  emulatorDefaults,
  everydayLife,
  type HappeningKind,
  type MetaSignUp,
  readScenario,
  type Scenario,
  type ScenarioStep,
  type SignedUpNumber,
  type SignUp,
  type SignUpOptions,
  type SyncType,
} from "../emulator/index.ts";
// Changes of the account
export {
  type AccountUpdateChange,
  accountOffboardedChange,
  accountReconnectedChange,
  accountRemovedChange,
  accountUpdateChange,
  numberRemovedChange,
  type PartnerRemovedOptions,
} from "../payloads/account.ts";
// Changes with messages, contacts and statuses
export type { Change, OneOrMore } from "../payloads/change.ts";
export { type AddedContactOptions, addedContact, contactsChange, removedContact } from "../payloads/contacts.ts";
export { echoChange } from "../payloads/echoes.ts";
// Envelopes
export {
  type Dialog360WebhookOptions,
  dialog360Webhook,
  type MetaWebhookOptions,
  metaWebhook,
  partnerWebhook,
} from "../payloads/envelopes.ts";
export { escapeLikeMeta } from "../payloads/escape-like-meta.ts";
export {
  type HistoryChunkOptions,
  historyChange,
  historyChunk,
  historyThread,
  type SentOptions,
  sent,
} from "../payloads/history.ts";
export { historyDeclinedChange } from "../payloads/history-declined.ts";
export { type HistoryMediaOptions, historyMediaChange } from "../payloads/history-media.ts";
export { messageChange } from "../payloads/live-messages.ts";
// Messages
export { editMessage, revokeMessage } from "../payloads/messages/changes.ts";
export { contactCardsMessage } from "../payloads/messages/contact-cards.ts";
export { locationMessage } from "../payloads/messages/location.ts";
export {
  audioMessage,
  documentMessage,
  imageMessage,
  mediaPlaceholder,
  stickerMessage,
  videoMessage,
} from "../payloads/messages/media.ts";
export type { MessageMembers } from "../payloads/messages/members.ts";
export { systemMessage, unsupportedMessage } from "../payloads/messages/notices.ts";
export { orderMessage } from "../payloads/messages/order.ts";
export { reactionMessage } from "../payloads/messages/reaction.ts";
export { buttonMessage, interactiveMessage } from "../payloads/messages/replies.ts";
export { textMessage } from "../payloads/messages/text.ts";
// Whole onboardings and big histories
export { type MixedHistoryChunkOptions, mixedHistoryChunk } from "../payloads/mixed-messages.ts";
export type { OnboardingOptions, OnboardingStep, RecordedWebhook } from "../payloads/onboarding/options.ts";
export { recordOnboarding } from "../payloads/onboarding/record-onboarding.ts";
// Who takes part
export { type BusinessNumber, exampleCustomer, exampleNumber, type Participants } from "../payloads/participants.ts";
// Signatures and requests
export { type Signable, signDialog360, signMeta } from "../payloads/sign.ts";
export {
  type SendableWebhook,
  type SenderCredentials,
  type SignedInit,
  signedInit,
  signedRequest,
} from "../payloads/signed-request.ts";
export { messageStatus, statusChange } from "../payloads/statuses.ts";
// Scenarios, played to a receiver
export {
  type NumberProgress,
  type SimulationCheck,
  type SimulationCheckName,
  type SimulationFigures,
  type SimulationOptions,
  type SimulationProgress,
  type SimulationReport,
  simulate,
} from "../simulation/index.ts";
// Intakes of your own
export { type IntakeCase, type IntakeCaseContext, intakeCases } from "./intake/intake-cases.ts";
export type { IntakePart, IntakeTestOptions, IntakeUnderTest } from "./intake/intake-under-test.ts";
export type { IntakeCaseResult, IntakeReport } from "./intake/report.ts";
export { testIntake } from "./intake/test-intake.ts";
