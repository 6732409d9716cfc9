// What the sign-up needs of Facebook's SDK and of a browser. The package is compiled without the types of the DOM, so
// that nothing else of it leans on a browser by accident.

/** What `FB.login` calls back with, as far as it is looked at. */
export interface FacebookLoginResponse {
  /** Absent or null when the window was closed before the end. */
  readonly authResponse?: { readonly code?: unknown } | null | undefined;
}

/** What `FB.login` is called with. */
export interface FacebookLoginOptions {
  readonly config_id: string;
  readonly response_type: "code";
  readonly override_default_response_type: boolean;
  readonly extras: Readonly<Record<string, unknown>>;
}

/**
 * Facebook's SDK for JavaScript, as far as the sign-up uses it. `window.FB` is one.
 *
 * @see https://developers.facebook.com/docs/reference/javascript
 */
export interface FacebookSdk {
  /** Starts the SDK for an app. */
  init(options: { appId: string; autoLogAppEvents: boolean; xfbml: boolean; version: string }): void;
  /** Opens a window, and calls back once at its end. */
  login(callback: (response: FacebookLoginResponse) => void, options: FacebookLoginOptions): void;
}

/** A script element, as far as it is used. */
export interface SdkScript {
  src: string;
  async: boolean;
  crossOrigin: string | null;
  nonce?: string | undefined;
  /** Tells how loading ended. */
  addEventListener(type: "load" | "error", listener: () => void): void;
  /** Takes it out of the page. */
  remove(): void;
}

/** The document of the page, as far as it is used. */
export interface SignupDocument {
  /** Makes a script that is not in the page yet. */
  createElement(name: "script"): SdkScript;
  readonly head: {
    /** Puts the script into the page. A real page takes nodes, which have far more members than are named here. */
    append(script: never): void;
  };
}

/** The window of the page, as far as the sign-up uses it: every `window` fits. */
export interface SignupWindow {
  /** Facebook's SDK, once it is there. */
  FB?: FacebookSdk | undefined;
  /** What the SDK calls when it is ready. */
  fbAsyncInit?: (() => void) | undefined;
  readonly document: SignupDocument;
  /** Listens to what other windows post. */
  addEventListener(type: "message", listener: (event: { origin: string; data: unknown }) => void): void;
  /** Stops listening. */
  removeEventListener(type: "message", listener: (event: { origin: string; data: unknown }) => void): void;
}
