import { newestGraphVersion, requireGraphVersion } from "../../graph/graph-version.ts";
import { requireAddress } from "../address.ts";
import { SdkUnavailableError } from "../errors.ts";
import { onlyDefined } from "../only-defined.ts";
import type { FacebookSdk, SignupWindow } from "./facebook-sdk.ts";
import { requireDuration, requireForm, requireMetaId } from "./input.ts";

/** How {@link loadFacebookSdk} loads and starts Facebook's SDK. */
export interface LoadFacebookSdkOptions {
  /** The id of your app. */
  appId: string | undefined;
  /** The version of the Graph API. Default: `v26.0`. */
  graphVersion?: string | undefined;
  /** The language of the sign-up, where Facebook does not know better. Default: `en_US`. */
  locale?: string | undefined;
  /** Where the SDK is. Default: `https://connect.facebook.net/{locale}/sdk.js`. */
  url?: string | undefined;
  /** The nonce that your content security policy wants on scripts. */
  nonce?: string | undefined;
  /** How long to wait for the SDK, in milliseconds. Default: 20 seconds. */
  loadTimeout?: number | undefined;
  /** The window of the page. Default: the one this runs in. */
  window?: SignupWindow | undefined;
}

/**
 * Loads Facebook's SDK into the page and starts it for an app. Call it when the page loads: a click can then open the
 * sign-up at once, and browsers block a window that opens long after the click.
 *
 * An SDK that is there already is used. Several calls at once load it once. After a failure the next call tries again.
 *
 * A content security policy has to allow scripts from `https://connect.facebook.net`. Facebook opens the sign-up on pages
 * with https only.
 *
 * @returns the SDK, to be given to {@link launchEmbeddedSignup}, or `window.FB`, which is the same.
 * @throws {@link InvalidInputError} `appId`, `graphVersion`, `locale`, `url` or `loadTimeout` when it cannot be used.
 * @throws {@link SdkUnavailableError} when it cannot be loaded, or there is no window to load it into.
 * @see https://developers.facebook.com/docs/javascript/quickstart
 * @example
 * ```ts
 * import { launchEmbeddedSignup, loadFacebookSdk } from "whatsapp-coexistence/signup";
 *
 * // In a page: prepare(document.querySelector("button")).
 * export async function prepare(button: { disabled: boolean; onclick: unknown }) {
 *   const sdk = await loadFacebookSdk({ appId: "600000000000006" });
 *   button.onclick = () => launchEmbeddedSignup({ sdk, configId: "700000000000007" });
 *   button.disabled = false;
 * }
 * ```
 */
export async function loadFacebookSdk(options: LoadFacebookSdkOptions): Promise<FacebookSdk> {
  const page = requireWindow(options.window);
  return useLoadedSdk(page, options) ?? load(page, options).then((sdk) => start(sdk, options));
}

/**
 * Starts the SDK that is in the page, if one is, without waiting for anything.
 *
 * @throws InvalidInputError for an option that cannot be used, whether there is an SDK or not.
 */
export function useLoadedSdk(page: SignupWindow, options: LoadFacebookSdkOptions): FacebookSdk | undefined {
  const { locale = "en_US", url, loadTimeout = 0 } = options;
  requireMetaId("appId", options.appId);
  requireGraphVersion(options.graphVersion);
  requireForm("locale", locale, /^[a-z]{2,3}_[A-Z]{2}$/, 'is none, such as "pt_BR".');
  if (url !== undefined) requireAddress("url", url);
  requireDuration("loadTimeout", loadTimeout);
  const sdk = findSdk(page);
  return sdk && start(sdk, options);
}

/** @throws SdkUnavailableError on a server. */
export function requireWindow(given: SignupWindow | undefined): SignupWindow {
  const page = given ?? (globalThis as unknown as SignupWindow);
  if (page.document !== undefined) return page;
  throw new SdkUnavailableError("runs in a browser only: there is no window.");
}

const loads = new WeakMap<SignupWindow, Promise<FacebookSdk>>();
const started = new WeakMap<FacebookSdk, string>();

// For a while the SDK may be a buffer, which takes calls and makes them later: too late to open a window.
function findSdk({ FB }: SignupWindow): FacebookSdk | undefined {
  return typeof FB?.login === "function" && !Reflect.get(FB, "__buffer") ? FB : undefined;
}

function start(
  sdk: FacebookSdk,
  { appId = "", graphVersion: version = newestGraphVersion }: LoadFacebookSdkOptions,
): FacebookSdk {
  const how = `${appId} ${version}`;
  if (started.get(sdk) === how) return sdk;
  try {
    // As Meta's page has it.
    sdk.init({ appId, autoLogAppEvents: true, xfbml: true, version });
  } catch {
    throw new SdkUnavailableError("could not be started.");
  }
  started.set(sdk, how);
  return sdk;
}

function load(page: SignupWindow, options: LoadFacebookSdkOptions): Promise<FacebookSdk> {
  const going = loads.get(page) ?? addScript(page, options).finally(() => loads.delete(page));
  loads.set(page, going);
  return going;
}

function addScript(page: SignupWindow, { locale = "en_US", url, nonce, loadTimeout = 20_000 }: LoadFacebookSdkOptions) {
  return new Promise<FacebookSdk>((resolve, reject) => {
    const script = page.document.createElement("script");
    const before = page.fbAsyncInit;
    const succeed = (): void => {
      const sdk = findSdk(page);
      if (sdk === undefined) return;
      clearTimeout(timer);
      resolve(sdk);
    };
    const fail = (): void => {
      clearTimeout(timer);
      succeed(); // the page may have taken away what the SDK calls
      script.remove();
      if (page.fbAsyncInit === onReady) page.fbAsyncInit = before;
      reject(
        new SdkUnavailableError("could not be loaded. A content blocker or the page's own policy may be the reason."),
      );
    };
    const onReady = (): void => {
      try {
        before?.();
      } finally {
        succeed();
      }
    };
    const timer = setTimeout(fail, loadTimeout);
    page.fbAsyncInit = onReady;
    script.addEventListener("load", succeed);
    script.addEventListener("error", fail);
    try {
      const src = url ?? `https://connect.facebook.net/${locale}/sdk.js`;
      Object.assign(script, onlyDefined({ async: true, crossOrigin: "anonymous", nonce, src }));
      page.document.head.append(script as never);
    } catch {
      fail(); // a policy may refuse the address
    }
  });
}
