import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type FacebookSdk,
  type LoadFacebookSdkOptions,
  loadFacebookSdk,
  SdkUnavailableError,
} from "../../../../src/signup/index.ts";
import { FakeSdk, FakeWindow } from "./fake-window.ts";

const appId = "600000000000006";

let sdk: FakeSdk;
let page: FakeWindow;
beforeEach(() => {
  vi.useFakeTimers();
  sdk = new FakeSdk();
  page = new FakeWindow();
});
afterEach(() => {
  vi.useRealTimers();
});

const load = (options: Partial<LoadFacebookSdkOptions> = {}): Promise<FacebookSdk> =>
  loadFacebookSdk({ appId, window: page, ...options });
const failureOf = (loading: Promise<unknown>): Promise<unknown> =>
  loading.then(
    () => Promise.reject(new Error("It succeeded.")),
    (error) => error,
  );

describe("loadFacebookSdk", () => {
  it("puts Meta's script into the page", async () => {
    const loading = load();
    expect(page.scripts).toMatchObject([
      { src: "https://connect.facebook.net/en_US/sdk.js", async: true, crossOrigin: "anonymous" },
    ]);
    expect(page.scripts[0]).not.toHaveProperty("nonce");
    page.scripts[0]?.succeed(sdk);
    expect(await loading).toBe(sdk);
  });

  it.each([
    ["another language", { locale: "pt_BR" }, { src: "https://connect.facebook.net/pt_BR/sdk.js" }],
    ["another address", { url: "https://cdn.example/sdk.js" }, { src: "https://cdn.example/sdk.js" }],
    ["an address on this machine", { url: "http://127.0.0.1:3001/sdk.js" }, { src: "http://127.0.0.1:3001/sdk.js" }],
    ["a nonce", { nonce: "abc" }, { nonce: "abc" }],
  ])("puts it there with %s", async (_, options, expected) => {
    load(options).catch(() => undefined);
    expect(page.scripts).toMatchObject([expected]);
  });

  it("starts the SDK, before it hands it back", async () => {
    const loading = load({ graphVersion: "v25.0" });
    page.scripts[0]?.succeed(sdk);
    await loading;
    expect(sdk.starts).toEqual([{ appId, autoLogAppEvents: true, xfbml: true, version: "v25.0" }]);
  });

  it("uses the SDK that is there", async () => {
    page.FB = sdk;
    expect(await load()).toBe(sdk);
    expect([page.scripts, sdk.starts.length]).toEqual([[], 1]);
  });

  it("starts it again only for another app or version", async () => {
    page.FB = sdk;
    await load();
    await load();
    await load({ appId: "600000000000007" });
    await load({ graphVersion: "v25.0" });
    expect(sdk.starts.map(({ appId, version }) => [appId, version])).toEqual([
      [appId, "v26.0"],
      ["600000000000007", "v26.0"],
      [appId, "v25.0"],
    ]);
  });

  it("loads it once for several calls", async () => {
    const loadings = [load(), load(), load()];
    expect(page.scripts).toHaveLength(1);
    page.scripts[0]?.succeed(sdk);
    expect(await Promise.all(loadings)).toEqual([sdk, sdk, sdk]);
    expect(sdk.starts).toHaveLength(1);
  });

  it("waits for the SDK itself where its buffer is there first", async () => {
    const loading = load();
    page.FB = Object.assign(new FakeSdk(), { __buffer: { calls: [] } });
    page.scripts[0]?.load();
    page.scripts[0]?.succeed(sdk);
    expect(await loading).toBe(sdk);
  });

  it("takes no element of the page for the SDK", async () => {
    page.FB = { id: "FB" } as unknown as FacebookSdk;
    const loading = load();
    page.scripts[0]?.succeed(sdk);
    expect(await loading).toBe(sdk);
  });

  it("lets the page's own fbAsyncInit run, first", async () => {
    const order: string[] = [];
    page.fbAsyncInit = () => order.push("page");
    sdk.init = () => order.push("library");
    const loading = load();
    page.scripts[0]?.succeed(sdk);
    await loading;
    expect(order).toEqual(["page", "library"]);
  });

  it("succeeds although the page's own fbAsyncInit fails", async () => {
    page.fbAsyncInit = () => {
      throw new Error("the page's own");
    };
    const loading = load();
    expect(() => page.scripts[0]?.succeed(sdk)).toThrow("the page's own");
    expect(await loading).toBe(sdk);
  });

  it.each([
    ["when the script has run", (): void => page.scripts[0]?.load()],
    ["at the end of its patience", (): void => void vi.advanceTimersByTime(20_000)],
  ])("finds the SDK although the page has replaced fbAsyncInit, %s", async (_, notice) => {
    const loading = load();
    page.fbAsyncInit = () => undefined;
    page.FB = sdk;
    notice();
    expect(await loading).toBe(sdk);
  });
});

describe("loadFacebookSdk says that the SDK cannot be loaded", () => {
  const failures: [string, () => void][] = [
    ["when it is blocked", () => page.scripts[0]?.fail()],
    ["when it does not come in time", () => vi.advanceTimersByTime(20_000)],
  ];

  it.each(failures)("%s", async (_, fail) => {
    const loading = failureOf(load());
    fail();
    expect(await loading).toBeInstanceOf(SdkUnavailableError);
  });

  it.each(failures)("and leaves nothing behind, %s", async (_, fail) => {
    const own = (): void => undefined;
    page.fbAsyncInit = own;
    const loading = failureOf(load());
    fail();
    await loading;
    expect([page.scripts, vi.getTimerCount(), page.fbAsyncInit]).toEqual([[], 0, own]);
  });

  it.each(failures)("and tries again at the next call, %s", async (_, fail) => {
    const loading = failureOf(load());
    fail();
    await loading;
    const again = load();
    expect(page.scripts).toHaveLength(1);
    page.scripts[0]?.succeed(sdk);
    expect(await again).toBe(sdk);
  });

  it("when a policy of the page refuses its address", async () => {
    page.document.head.append = () => {
      throw new TypeError("canary: This document requires 'TrustedScriptURL' assignment.");
    };
    const error = await failureOf(load());
    expect(error).toBeInstanceOf(SdkUnavailableError);
    expect(String(error)).not.toContain("canary");
  });

  it("when it does not start", async () => {
    sdk.init = () => {
      throw new Error("canary");
    };
    const loading = failureOf(load());
    page.scripts[0]?.succeed(sdk);
    expect(await loading).toMatchObject({ code: "sdk_unavailable" });
  });

  it("on a server", async () => {
    expect(await failureOf(loadFacebookSdk({ appId }))).toMatchObject({ code: "sdk_unavailable" });
  });

  it("after as long as it was told to wait", async () => {
    const loading = failureOf(load({ loadTimeout: 5 }));
    vi.advanceTimersByTime(5);
    expect(await loading).toBeInstanceOf(SdkUnavailableError);
  });
});

describe("loadFacebookSdk refuses", () => {
  it.each<[string, object]>([
    ["appId", { appId: undefined }],
    ["appId", { appId: "+1555" }],
    ["graphVersion", { graphVersion: "latest" }],
    ["locale", { locale: "en-US" }],
    ["url", { url: "data:text/javascript,alert(1)" }],
    ["loadTimeout", { loadTimeout: "1000x" }],
  ])("a %s that cannot be used, also where the SDK is there: %j", async (field, options) => {
    page.FB = sdk;
    expect(await failureOf(load(options))).toMatchObject({ code: "invalid_input", field });
    expect([page.scripts, sdk.starts]).toEqual([[], []]);
  });
});
