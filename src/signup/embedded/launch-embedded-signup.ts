import type { FacebookLoginOptions, FacebookSdk } from "./facebook-sdk.ts";
import { type EmbeddedSignup, endedBy, followSignup } from "./follow-signup.ts";
import { requireDuration, requireMetaId } from "./input.ts";
import { type LoadFacebookSdkOptions, loadFacebookSdk, requireWindow, useLoadedSdk } from "./load-facebook-sdk.ts";

/** What {@link launchEmbeddedSignup} signs up for, and how. */
export interface EmbeddedSignupOptions extends Partial<LoadFacebookSdkOptions> {
  /** The id of the Facebook Login for Business configuration, of the Embedded Signup kind. */
  configId: string | undefined;
  /** The id of your app. Needed unless `sdk` is given. */
  appId?: string | undefined;
  /** Facebook's SDK, started already: from {@link loadFacebookSdk}, or `window.FB` of a page that called `FB.init`. */
  sdk?: FacebookSdk | undefined;
  /** What the sign-up is filled with beforehand, such as `{ business: { name: "Corner Bakery" } }`. Default: nothing. */
  setup?: Readonly<Record<string, unknown>> | undefined;
  /**
   * The `extras` of the call, which differ by version of Embedded Signup. What stands here wins over the default:
   * `{ setup, featureType: "whatsapp_business_app_onboarding", sessionInfoVersion: "3" }`.
   */
  extras?: Readonly<Record<string, unknown>> | undefined;
  /**
   * How long one half waits for the other, in milliseconds: the code for the ids, which may not come at all, and the
   * message that the business left for the answer of the SDK. Default: 3 seconds. The code lives 30.
   */
  messageTimeout?: number | undefined;
  /** Ends the waiting. The window stays open: only the business can close it. */
  signal?: AbortSignal | undefined;
}

/**
 * Opens Meta's Embedded Signup for a business that keeps its WhatsApp Business app, and waits for its end.
 *
 * Call it in the listener of a click, with the SDK loaded before by {@link loadFacebookSdk}: the window is then opened at
 * once. Without, the SDK is loaded first, and the browser may block the window.
 *
 * The code comes from Facebook's SDK and the ids in a message of the window, in either order. **Send the result to your
 * server at once**: the code lives 30 seconds and works once. Without `wabaId`, `onboard` finds the account.
 *
 * One sign-up goes on at a time: a second call takes the place of the first, which ends with code `aborted`.
 *
 * @returns the code, and the ids that Meta sent. Nothing of it is proof to your server, before it has exchanged the code.
 * @throws {@link SignupCancelledError} when the business left it.
 * @throws {@link SignupFailedError} when it showed an error.
 * @throws {@link SdkUnavailableError} when Facebook's SDK cannot be used.
 * @throws {@link CoexistenceError} with code `aborted` when the signal or a newer sign-up ended it.
 * @throws {@link InvalidInputError} `configId`, `appId` or another option that cannot be used. Nothing was opened.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { launchEmbeddedSignup } from "whatsapp-coexistence/signup";
 *
 * // In a page: button.addEventListener("click", connect).
 * export async function connect() {
 *   const signup = await launchEmbeddedSignup({ appId: "600000000000006", configId: "700000000000007" });
 *   const headers = { "content-type": "application/json" };
 *   await fetch("/signup", { method: "POST", headers, body: JSON.stringify(signup) });
 * }
 * ```
 */
export function launchEmbeddedSignup(options: EmbeddedSignupOptions): Promise<EmbeddedSignup> {
  // What is thrown in here rejects. Nothing in here waits, so that the window opens within the click.
  return new Promise((resolve, reject) => {
    const { sdk, setup = {}, extras, messageTimeout = 3_000, signal } = options;
    const login: FacebookLoginOptions = {
      config_id: requireMetaId("configId", options.configId),
      response_type: "code",
      override_default_response_type: true,
      extras: { setup, featureType: "whatsapp_business_app_onboarding", sessionInfoVersion: "3", ...extras },
    };
    requireDuration("messageTimeout", messageTimeout);
    const page = requireWindow(options.window);
    if (signal?.aborted) throw endedBy("its signal");
    const loading = { ...options, appId: options.appId };
    const loaded = sdk ?? useLoadedSdk(page, loading);

    const { open, fail } = followSignup(page, { messageTimeout, signal }, resolve, reject);
    if (loaded) open(loaded, login);
    else loadFacebookSdk(loading).then((facebook) => open(facebook, login), fail);
  });
}
