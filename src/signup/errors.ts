import { CoexistenceError } from "../errors/index.ts";
import { onlyDefined } from "./only-defined.ts";

/**
 * The business left the sign-up before its end. Nothing is wrong, and it may begin again.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 * @example
 * ```ts
 * import { launchEmbeddedSignup, SignupCancelledError } from "whatsapp-coexistence/signup";
 *
 * export async function connect() {
 *   try {
 *     return await launchEmbeddedSignup({ appId: "600000000000006", configId: "700000000000007" });
 *   } catch (error) {
 *     if (!(error instanceof SignupCancelledError)) throw error;
 *     console.log("You can begin again at any time.", error.currentStep);
 *   }
 * }
 * ```
 */
export class SignupCancelledError extends CoexistenceError {
  override readonly name = "SignupCancelledError";
  /** The step at which it was left, in Meta's words, such as `PHONE_NUMBER_SETUP`. Meta does not always say. */
  declare readonly currentStep?: string;

  constructor(currentStep?: string) {
    super("signup_cancelled", `The sign-up was left${currentStep === undefined ? "" : ` at ${currentStep}`}.`);
    Object.assign(this, onlyDefined({ currentStep }));
  }

  override toJSON(): ReturnType<CoexistenceError["toJSON"]> & { currentStep?: string } {
    return { ...super.toJSON(), ...onlyDefined({ currentStep: this.currentStep }) };
  }
}

/** What Meta says about a sign-up that failed. */
export interface SignupFailure {
  /** Meta's number of the error, which it writes as `error_code` or `error_id`. */
  readonly errorCode?: string | undefined;
  /** Meta's id of the session, which its support asks for. */
  readonly sessionId?: string | undefined;
  /** Meta's own text for the business. */
  readonly errorMessage?: string | undefined;
}

/**
 * The sign-up showed the business an error.
 *
 * Meta's text is in {@link SignupFailedError.errorMessage}, which is not printed with the error: it may name the
 * business.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/errors
 * @example
 * ```ts
 * import { SignupFailedError } from "whatsapp-coexistence/signup";
 *
 * const error = new SignupFailedError({ errorCode: "524126", sessionId: "f0e1d2c3b4a59687" });
 * console.log(error.code); // "signup_failed"
 * console.log(error.message); // "The sign-up failed with error 524126."
 * console.log(error.sessionId); // "f0e1d2c3b4a59687"
 * ```
 */
export class SignupFailedError extends CoexistenceError {
  override readonly name = "SignupFailedError";
  /** Meta's number of the error. */
  declare readonly errorCode?: string;
  /** Meta's id of the session, which its support asks for. */
  declare readonly sessionId?: string;
  /** Meta's own text for the business, to be shown to it and to nobody else. */
  declare readonly errorMessage?: string;

  constructor({ errorCode, sessionId, errorMessage }: SignupFailure) {
    super("signup_failed", `The sign-up failed${errorCode === undefined ? "" : ` with error ${errorCode}`}.`);
    Object.assign(this, onlyDefined({ errorCode, sessionId }));
    Object.defineProperty(this, "errorMessage", { value: errorMessage, enumerable: false });
  }

  override toJSON(): ReturnType<CoexistenceError["toJSON"]> & Omit<SignupFailure, "errorMessage"> {
    return { ...super.toJSON(), ...onlyDefined({ errorCode: this.errorCode, sessionId: this.sessionId }) };
  }
}

/**
 * Facebook's SDK cannot be used: it could not be loaded, or refused the call. What blocks trackers often blocks it too.
 * The next call tries again.
 *
 * @see https://developers.facebook.com/docs/javascript/quickstart
 * @example
 * ```ts
 * import { loadFacebookSdk, SdkUnavailableError } from "whatsapp-coexistence/signup";
 *
 * // On a server there is no window for it.
 * await loadFacebookSdk({ appId: process.env.APP_ID }).catch((error: SdkUnavailableError) => {
 *   console.log(error.code); // "sdk_unavailable"
 * });
 * ```
 */
export class SdkUnavailableError extends CoexistenceError {
  override readonly name = "SdkUnavailableError";

  constructor(problem: string) {
    super("sdk_unavailable", `Facebook's SDK ${problem}`);
  }
}
