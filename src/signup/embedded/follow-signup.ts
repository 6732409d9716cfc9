import { CoexistenceError } from "../../errors/index.ts";
import { SdkUnavailableError, SignupCancelledError, SignupFailedError } from "../errors.ts";
import type { FacebookLoginOptions, FacebookLoginResponse, FacebookSdk, SignupWindow } from "./facebook-sdk.ts";
import { parseSignupMessage, type SignupMessage } from "./parse-signup-message.ts";

/** What a sign-up brings. */
export interface EmbeddedSignup {
  /** To be exchanged for a token, on your server and within 30 seconds. It is a secret, and works once. */
  readonly code: string;
  /** The WhatsApp Business account, if the message with the ids came in time. */
  readonly wabaId?: string;
  /** The number. Meta does not document it for coexistence. */
  readonly phoneNumberId?: string;
  /** The business portfolio. */
  readonly businessId?: string;
  /** Meta's name of the event, such as `FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING`, if the message came in time. */
  readonly event?: string;
}

/** A sign-up that is waited for. */
export interface FollowedSignup {
  /** Opens its window, unless it is over. */
  open(sdk: FacebookSdk, options: FacebookLoginOptions): void;
  fail(error: unknown): void;
}

const inFavourOfAnother = new WeakMap<SignupWindow, () => void>();

/**
 * Waits for the two halves of a sign-up, the message of its window and the answer of the SDK, which come in either
 * order. At the end, whichever it is, nothing listens any more.
 */
export function followSignup(
  page: SignupWindow,
  { messageTimeout, signal }: { messageTimeout: number; signal: AbortSignal | undefined },
  resolve: (signup: EmbeddedSignup) => void,
  reject: (error: unknown) => void,
): FollowedSignup {
  let ids: Omit<EmbeddedSignup, "code"> | undefined;
  let failure: CoexistenceError | undefined;
  let code: string | undefined;
  let isAnswered = false;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    page.removeEventListener("message", onMessage);
    signal?.removeEventListener("abort", onAbort);
    if (inFavourOfAnother.get(page) === giveWay) inFavourOfAnother.delete(page);
    tell();
  };
  const fail = (error: unknown): void => end(() => reject(error));
  const giveWay = (): void => fail(endedBy("a newer one"));
  const onAbort = (): void => fail(endedBy("its signal"));

  const decide = (): void => {
    const known = code; // for the type checker
    if (known === undefined) fail(failure ?? new SignupCancelledError());
    else end(() => resolve({ code: known, ...ids }));
  };
  const decideLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(decide, messageTimeout);
  };

  const onMessage = (event: { origin: string; data: unknown }): void => {
    const message = parseSignupMessage(event);
    if (message === undefined || message.outcome === "unknown") return;
    if (message.outcome === "finished") {
      const { outcome, version, data, ...rest } = message;
      ids = rest;
      // The code comes when the business closes the last screen, and it may take its time for that.
      if (isAnswered) decide();
      else clearTimeout(timer);
    } else if (ids === undefined && code === undefined) {
      failure = errorOf(message);
      if (isAnswered) decide();
      else decideLater(); // the answer of the SDK may be a code all the same
    }
  };
  const onLogin = (response: FacebookLoginResponse | undefined): void => {
    if (isOver) return;
    isAnswered = true;
    const answered = response?.authResponse?.code;
    if (typeof answered === "string" && answered !== "") code = answered;
    const isComplete = ids !== undefined || (code === undefined && failure !== undefined);
    if (isComplete) decide();
    else decideLater();
  };

  inFavourOfAnother.get(page)?.();
  inFavourOfAnother.set(page, giveWay);
  page.addEventListener("message", onMessage);
  signal?.addEventListener("abort", onAbort);
  return {
    fail,
    open(sdk, options) {
      if (isOver) return;
      try {
        sdk.login(onLogin, options); // no async function: the SDK refuses those
      } catch {
        fail(new SdkUnavailableError("did not open the sign-up."));
      }
    },
  };
}

/** The error of a sign-up that is not waited for any more. */
export function endedBy(what: string): CoexistenceError {
  return new CoexistenceError("aborted", `The sign-up was ended by ${what}.`);
}

function errorOf(message: Exclude<SignupMessage, { outcome: "finished" | "unknown" }>): CoexistenceError {
  return message.outcome === "cancelled"
    ? new SignupCancelledError(message.currentStep)
    : new SignupFailedError(message);
}
