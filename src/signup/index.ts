/**
 * The sign-up of a business: Meta's Embedded Signup in the browser, and 360dialog's Integrated Onboarding.
 *
 * @module
 */

// Errors
export { CoexistenceError, type CoexistenceErrorCode, InvalidInputError, isCoexistenceError } from "../errors/index.ts";
// Embedded Signup (Meta)
export type {
  FacebookLoginOptions,
  FacebookLoginResponse,
  FacebookSdk,
  SdkScript,
  SignupDocument,
  SignupWindow,
} from "./embedded/facebook-sdk.ts";
export type { EmbeddedSignup } from "./embedded/follow-signup.ts";
export { type EmbeddedSignupOptions, launchEmbeddedSignup } from "./embedded/launch-embedded-signup.ts";
export { type LoadFacebookSdkOptions, loadFacebookSdk } from "./embedded/load-facebook-sdk.ts";
export {
  parseSignupMessage,
  type SignupCancelledMessage,
  type SignupFailedMessage,
  type SignupFinishedMessage,
  type SignupMessage,
  type SignupMessageBase,
  type SignupUnknownMessage,
} from "./embedded/parse-signup-message.ts";
export { SdkUnavailableError, SignupCancelledError, SignupFailedError, type SignupFailure } from "./errors.ts";

// Integrated Onboarding (360dialog)
export type { ConnectButtonProblem } from "./integrated/attempt.ts";
export {
  type ConnectButtonElement,
  type ConnectButtonEvents,
  type ConnectButtonOptions,
  defineConnectButton,
} from "./integrated/connect-button.ts";
export { type FinishIntegratedOnboardingOptions, finishIntegratedOnboarding } from "./integrated/handover.ts";
export { type IntegratedOnboardingLinkOptions, integratedOnboardingLink } from "./integrated/link.ts";
export { OneTimeStates, type OneTimeStatesOptions } from "./integrated/one-time-states.ts";
export { type IntegratedOnboardingResult, parseIntegratedOnboardingRedirect } from "./integrated/redirect.ts";
export {
  type IntegratedOnboardingSignature,
  type IntegratedOnboardingSignatureOptions,
  signIntegratedOnboarding,
} from "./integrated/signature.ts";
export type { StateStore } from "./integrated/state-store.ts";
