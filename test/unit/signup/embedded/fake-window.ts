import type {
  FacebookLoginOptions,
  FacebookLoginResponse,
  FacebookSdk,
  SdkScript,
  SignupWindow,
} from "../../../../src/signup/index.ts";

type Login = { callback: (response: FacebookLoginResponse) => void; options: FacebookLoginOptions };

/** Facebook's SDK that opens nothing, and remembers how it was called. */
export class FakeSdk implements FacebookSdk {
  readonly starts: Parameters<FacebookSdk["init"]>[0][] = [];
  readonly logins: Login[] = [];

  init(options: Parameters<FacebookSdk["init"]>[0]): void {
    this.starts.push(options);
  }

  login(callback: Login["callback"], options: FacebookLoginOptions): void {
    this.logins.push({ callback, options });
  }

  /** Calls back from the latest window. */
  answer(code?: unknown): void {
    this.logins.at(-1)?.callback({ authResponse: code === undefined ? null : { code } });
  }
}

/** A script that was asked for. The test says how it ends. */
export class FakeScript implements SdkScript {
  src = "";
  async = false;
  crossOrigin: string | null = null;
  readonly #listeners = new Map<string, () => void>();
  readonly #page: FakeWindow;

  constructor(page: FakeWindow) {
    this.#page = page;
  }

  addEventListener(type: "load" | "error", listener: () => void): void {
    this.#listeners.set(type, listener);
  }

  remove(): void {
    this.#page.scripts = this.#page.scripts.filter((script) => script !== this);
  }

  /** The script ran, and made the SDK. */
  succeed(sdk: FacebookSdk): void {
    this.#page.FB = sdk;
    this.#page.fbAsyncInit?.();
    this.#listeners.get("load")?.();
  }

  load(): void {
    this.#listeners.get("load")?.();
  }

  fail(): void {
    this.#listeners.get("error")?.();
  }
}

type MessageListener = (event: { origin: string; data: unknown }) => void;

/** A window with as much of a browser as the sign-up wants. */
export class FakeWindow implements SignupWindow {
  FB: FacebookSdk | undefined;
  fbAsyncInit: (() => void) | undefined;
  /** What was put into the page. */
  scripts: FakeScript[] = [];
  readonly listeners = new Set<MessageListener>();
  readonly document: SignupWindow["document"] = {
    createElement: () => new FakeScript(this),
    head: { append: (script: SdkScript) => void this.scripts.push(script as FakeScript) },
  };

  constructor(sdk?: FacebookSdk) {
    this.FB = sdk;
  }

  addEventListener(_: "message", listener: MessageListener): void {
    this.listeners.add(listener);
  }

  removeEventListener(_: "message", listener: MessageListener): void {
    this.listeners.delete(listener);
  }

  /** A message from the window of the sign-up. */
  post(event: string, data: object = {}, origin = "https://www.facebook.com"): void {
    const message = { origin, data: JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", event, version: 3, data }) };
    for (const listener of [...this.listeners]) listener(message);
  }
}
