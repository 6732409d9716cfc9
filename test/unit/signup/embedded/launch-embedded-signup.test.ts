import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type CoexistenceError,
  type EmbeddedSignup,
  type EmbeddedSignupOptions,
  type InvalidInputError,
  launchEmbeddedSignup,
  SdkUnavailableError,
  SignupCancelledError,
  SignupFailedError,
} from "../../../../src/signup/index.ts";
import { FakeSdk, FakeWindow } from "./fake-window.ts";

const appId = "600000000000006";
const configId = "700000000000007";
const wabaId = "100000000000001";
const onboarded = "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING";

let sdk: FakeSdk;
let page: FakeWindow;
beforeEach(() => {
  vi.useFakeTimers();
  sdk = new FakeSdk();
  page = new FakeWindow(sdk);
});
afterEach(() => {
  vi.useRealTimers();
});

const launch = (options: Partial<EmbeddedSignupOptions> = {}): Promise<EmbeddedSignup> =>
  launchEmbeddedSignup({ appId, configId, window: page, ...options });
const failureOf = (signup: Promise<unknown>): Promise<CoexistenceError> =>
  signup.then(
    () => Promise.reject(new Error("It succeeded.")),
    (error) => error,
  );
/** Whether it is still waited for, once everything that could be done is done. */
const isWaiting = async (signup: Promise<unknown>): Promise<boolean> => {
  const waiting = Symbol("waiting");
  await vi.advanceTimersByTimeAsync(0);
  return (await Promise.race([signup.catch(() => undefined), Promise.resolve(waiting)])) === waiting;
};

describe("launchEmbeddedSignup brings", () => {
  it("the code and the ids, when the message comes first", async () => {
    const signup = launch();
    page.post(onboarded, { waba_id: wabaId });
    sdk.answer("a-code");
    expect(await signup).toStrictEqual({ code: "a-code", wabaId, event: onboarded });
  });

  it("the code and the ids, when the code comes first", async () => {
    const signup = launch();
    sdk.answer("a-code");
    await vi.advanceTimersByTimeAsync(2_999);
    page.post(onboarded, { waba_id: wabaId });
    expect(await signup).toStrictEqual({ code: "a-code", wabaId, event: onboarded });
  });

  it("every id that the message has", async () => {
    const signup = launch();
    page.post("FINISH", { waba_id: wabaId, phone_number_id: "200000000000002", business_id: "500000000000005" });
    sdk.answer("a-code");
    expect(await signup).toStrictEqual({
      code: "a-code",
      wabaId,
      phoneNumberId: "200000000000002",
      businessId: "500000000000005",
      event: "FINISH",
    });
  });

  it("the code alone when no message comes in time", async () => {
    const signup = launch();
    sdk.answer("a-code");
    await vi.advanceTimersByTimeAsync(2_999);
    expect(await isWaiting(signup)).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(await signup).toStrictEqual({ code: "a-code" });
  });

  it("the code alone after another time, where one is given", async () => {
    const signup = launch({ messageTimeout: 10 });
    sdk.answer("a-code");
    await vi.advanceTimersByTimeAsync(10);
    expect(await signup).toStrictEqual({ code: "a-code" });
  });

  it("the code, however long the business stays on the last screen", async () => {
    const signup = launch();
    page.post(onboarded, { waba_id: wabaId });
    await vi.advanceTimersByTimeAsync(3_600_000);
    sdk.answer("a-code");
    expect(await signup).toMatchObject({ code: "a-code", wabaId });
  });

  it("the ids of the latest message", async () => {
    const signup = launch();
    page.post("FINISH", { waba_id: "999999999999999" });
    page.post("FINISH", { waba_id: wabaId });
    sdk.answer("a-code");
    expect(await signup).toMatchObject({ wabaId });
  });

  it("the ids of a sign-up that was finished after an error was reported", async () => {
    const signup = launch();
    page.post("CANCEL", { error_code: "524126" });
    page.post(onboarded, { waba_id: wabaId });
    await vi.advanceTimersByTimeAsync(60_000);
    sdk.answer("a-code");
    expect(await signup).toMatchObject({ code: "a-code", wabaId });
  });

  it("the ids of a sign-up whose last screen was closed", async () => {
    const signup = launch();
    page.post(onboarded, { waba_id: wabaId });
    page.post("CANCEL", { current_step: "PERMISSIONS" });
    sdk.answer("a-code");
    expect(await signup).toMatchObject({ code: "a-code", wabaId });
  });

  it("the code after a message that the business left: a code is a success", async () => {
    const signup = launch();
    page.post("CANCEL", { current_step: "PERMISSIONS" });
    sdk.answer("a-code");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await signup).toStrictEqual({ code: "a-code" });
  });

  it("nothing of events it does not know", async () => {
    const signup = launch();
    page.post("PROGRESS", { waba_id: "999999999999999" });
    sdk.answer("a-code");
    page.post("PROGRESS");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await signup).toStrictEqual({ code: "a-code" });
  });

  it.each(["https://evilfacebook.com", "http://www.facebook.com", "null"])(
    "nothing of messages from %s",
    async (origin) => {
      const signup = launch();
      page.post(onboarded, { waba_id: "999999999999999" }, origin);
      page.post("CANCEL", {}, origin);
      sdk.answer("a-code");
      page.post(onboarded, { waba_id: "999999999999999" }, origin);
      page.post(onboarded, { waba_id: wabaId });
      expect(await signup).toMatchObject({ wabaId });
    },
  );
});

describe("launchEmbeddedSignup says that the business left", () => {
  it("at the step of the message that came before the answer", async () => {
    const signup = failureOf(launch());
    page.post("CANCEL", { current_step: "PHONE_NUMBER_SETUP" });
    sdk.answer();
    const error = (await signup) as SignupCancelledError;
    expect(error).toBeInstanceOf(SignupCancelledError);
    expect([error.code, error.currentStep]).toEqual(["signup_cancelled", "PHONE_NUMBER_SETUP"]);
  });

  it("at the step of the message that came after the answer", async () => {
    const signup = failureOf(launch());
    sdk.answer();
    page.post("CANCEL", { current_step: "PHONE_NUMBER_SETUP" });
    expect(await signup).toMatchObject({ currentStep: "PHONE_NUMBER_SETUP" });
  });

  it("at no step when no message comes in time", async () => {
    const signup = failureOf(launch());
    sdk.answer();
    await vi.advanceTimersByTimeAsync(3_000);
    const error = await signup;
    expect(error).toBeInstanceOf(SignupCancelledError);
    expect(error).not.toHaveProperty("currentStep");
  });

  it("when the SDK never answers", async () => {
    const signup = failureOf(launch());
    page.post("CANCEL", { current_step: "PHONE_NUMBER_SETUP" });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await signup).toMatchObject({ code: "signup_cancelled", currentStep: "PHONE_NUMBER_SETUP" });
  });

  it.each([undefined, null, {}, { authResponse: undefined }, { authResponse: {} }, { authResponse: { code: "" } }])(
    "when the SDK answers %j",
    async (response) => {
      const signup = failureOf(launch());
      sdk.logins[0]?.callback(response as never);
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await signup).toBeInstanceOf(SignupCancelledError);
    },
  );

  it("when it went to the end and gave no code", async () => {
    const signup = failureOf(launch());
    page.post(onboarded, { waba_id: wabaId });
    sdk.answer();
    expect(await signup).toBeInstanceOf(SignupCancelledError);
  });
});

describe("launchEmbeddedSignup says that an error was shown", () => {
  const shown = { error_message: "The canary name is not allowed.", session_id: "f0e1d2c3b4a59687" };

  it.each([
    ["CANCEL", "error_id"],
    ["CANCEL", "error_code"],
    ["ERROR", "error_code"],
  ])("by %s with %s", async (event, member) => {
    const signup = failureOf(launch());
    page.post(event, { ...shown, [member]: "524126" });
    sdk.answer();
    const error = (await signup) as SignupFailedError;
    expect(error).toBeInstanceOf(SignupFailedError);
    expect([error.code, error.errorCode, error.sessionId, error.errorMessage]).toEqual([
      "signup_failed",
      "524126",
      shown.session_id,
      shown.error_message,
    ]);
  });

  it("without printing Meta's text", async () => {
    const signup = failureOf(launch());
    page.post("ERROR", shown);
    sdk.answer();
    const error = await signup;
    expect(`${inspect(error)} ${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("canary");
  });
});

describe("launchEmbeddedSignup calls FB.login", () => {
  it("before it returns, so that no browser blocks the window", () => {
    launch().catch(() => undefined);
    expect(sdk.logins).toHaveLength(1);
  });

  it("with a function that is not async: the SDK refuses those", () => {
    launch().catch(() => undefined);
    expect(sdk.logins[0]?.callback.constructor.name).toBe("Function");
    expect(sdk.logins[0]?.callback({})).toBeUndefined();
  });

  it("for coexistence", () => {
    launch();
    expect(sdk.logins[0]?.options).toStrictEqual({
      config_id: configId,
      response_type: "code",
      override_default_response_type: true,
      extras: { setup: {}, featureType: "whatsapp_business_app_onboarding", sessionInfoVersion: "3" },
    });
  });

  it("filled in beforehand", () => {
    launch({ setup: { business: { name: "Corner Bakery" } } });
    expect(sdk.logins[0]?.options.extras).toMatchObject({ setup: { business: { name: "Corner Bakery" } } });
  });

  it("with extras of any version, which win over the defaults", () => {
    launch({ extras: { version: "v4", features: [{ name: "marketing_messages_lite" }], sessionInfoVersion: "2" } });
    expect(sdk.logins[0]?.options.extras).toStrictEqual({
      setup: {},
      featureType: "whatsapp_business_app_onboarding",
      sessionInfoVersion: "2",
      version: "v4",
      features: [{ name: "marketing_messages_lite" }],
    });
  });

  it("after FB.init with the app and the newest version", () => {
    launch();
    expect(sdk.starts).toEqual([{ appId, autoLogAppEvents: true, xfbml: true, version: "v26.0" }]);
  });

  it("after FB.init with another version", () => {
    launch({ graphVersion: "v25.0" });
    expect(sdk.starts).toMatchObject([{ version: "v25.0" }]);
  });

  it("without another FB.init for the next sign-up", () => {
    launch().catch(() => undefined);
    launch();
    expect(sdk.starts).toHaveLength(1);
  });

  it("without FB.init of an SDK that is given, and without an app id", async () => {
    const given = new FakeSdk();
    const signup = launch({ sdk: given, appId: undefined });
    given.answer("a-code");
    page.post("FINISH");
    expect(await signup).toEqual({ code: "a-code", event: "FINISH" });
    expect([given.starts, sdk.logins]).toEqual([[], []]);
  });

  it("and says that the SDK refused, without the SDK's words", async () => {
    sdk.login = () => {
      throw new Error("canary");
    };
    const error = await failureOf(launch());
    expect(error).toBeInstanceOf(SdkUnavailableError);
    expect(inspect(error)).not.toContain("canary");
  });

  it("not at all when the SDK does not start", async () => {
    sdk.init = () => {
      throw new Error("canary");
    };
    expect(await failureOf(launch())).toMatchObject({ code: "sdk_unavailable" });
    expect(sdk.logins).toEqual([]);
  });
});

describe("launchEmbeddedSignup without an SDK in the page", () => {
  beforeEach(() => {
    page.FB = undefined;
  });

  it("loads it first", async () => {
    const signup = launch();
    page.scripts[0]?.succeed(sdk);
    await vi.advanceTimersByTimeAsync(0);
    page.post(onboarded, { waba_id: wabaId });
    sdk.answer("a-code");
    expect(await signup).toMatchObject({ code: "a-code", wabaId });
  });

  it("says that it cannot be loaded", async () => {
    const signup = failureOf(launch());
    page.scripts[0]?.fail();
    expect(await signup).toMatchObject({ code: "sdk_unavailable" });
    expect(page.listeners.size).toBe(0);
  });

  it("opens no window when it was ended while the SDK was loading", async () => {
    const stop = new AbortController();
    const signup = failureOf(launch({ signal: stop.signal }));
    stop.abort();
    expect(await signup).toMatchObject({ code: "aborted" });
    page.scripts[0]?.succeed(sdk);
    await vi.advanceTimersByTimeAsync(0);
    expect(sdk.logins).toEqual([]);
  });

  it("opens one window for two calls: that of the newer one", async () => {
    const older = failureOf(launch());
    const newer = launch({ configId: "700000000000008" });
    expect(page.scripts).toHaveLength(1);
    page.scripts[0]?.succeed(sdk);
    await vi.advanceTimersByTimeAsync(0);
    expect(sdk.logins.map(({ options }) => options.config_id)).toEqual(["700000000000008"]);
    page.post("FINISH");
    sdk.answer("a-code");
    expect([(await older).code, (await newer).code]).toEqual(["aborted", "a-code"]);
  });
});

describe("launchEmbeddedSignup by its signal", () => {
  it("ends", async () => {
    const stop = new AbortController();
    const signup = failureOf(launch({ signal: stop.signal }));
    stop.abort(new Error("canary"));
    expect(inspect(await signup)).not.toContain("canary");
    expect(await signup).toMatchObject({ code: "aborted" });
  });

  it("does not begin when it has ended already, and leaves alone what goes on", async () => {
    const going = launch();
    expect(await failureOf(launch({ signal: AbortSignal.abort() }))).toMatchObject({ code: "aborted" });
    expect(sdk.logins).toHaveLength(1);
    expect(await isWaiting(going)).toBe(true);
  });

  it("ends with the code in hand as well", async () => {
    const stop = new AbortController();
    const signup = failureOf(launch({ signal: stop.signal }));
    sdk.answer("a-canary-code");
    stop.abort();
    expect(inspect(await signup)).not.toContain("canary");
  });
});

describe("launchEmbeddedSignup while one goes on", () => {
  it("takes its place, and takes nothing that was meant for it", async () => {
    const older = failureOf(launch());
    const newer = launch();
    expect(await older).toMatchObject({ code: "aborted" });
    sdk.logins[0]?.callback({ authResponse: { code: "a-code-of-the-older" } });
    page.post("FINISH", { waba_id: wabaId });
    sdk.answer("a-code");
    expect(await newer).toMatchObject({ code: "a-code" });
  });

  it("leaves it alone when its own options cannot be used", async () => {
    const going = launch();
    await failureOf(launch({ configId: "" }));
    expect(await isWaiting(going)).toBe(true);
  });

  it("leaves alone that of another window", async () => {
    const going = launch();
    const other = new FakeWindow(new FakeSdk());
    launch({ window: other });
    expect(await isWaiting(going)).toBe(true);
  });
});

describe("launchEmbeddedSignup leaves nothing going on", () => {
  const endings: [string, () => void][] = [
    ["a sign-up with ids", () => [page.post("FINISH"), sdk.answer("a-code")]],
    ["a sign-up without ids", () => [sdk.answer("a-code"), vi.advanceTimersByTime(3_000)]],
    ["one that the business left", () => [page.post("CANCEL"), sdk.answer()]],
    ["one that was closed", () => [sdk.answer(), vi.advanceTimersByTime(3_000)]],
    ["one that failed", () => [page.post("ERROR"), sdk.answer()]],
    ["one whose SDK never answers", () => [page.post("CANCEL"), vi.advanceTimersByTime(3_000)]],
  ];

  it.each(endings)("after %s", async (_, finish) => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");
    const signup = launch({ signal }).catch(() => undefined);
    expect(page.listeners.size).toBe(1);
    finish();
    await signup;
    expect([page.listeners.size, vi.getTimerCount(), removed.mock.calls.length]).toEqual([0, 0, 1]);
  });

  it("after its signal", async () => {
    const stop = new AbortController();
    const signup = failureOf(launch({ signal: stop.signal }));
    sdk.answer("a-code");
    stop.abort();
    await signup;
    expect([page.listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
  });

  it("after the SDK refused", async () => {
    sdk.login = () => {
      throw new Error("no");
    };
    await failureOf(launch());
    expect(page.listeners.size).toBe(0);
  });

  it("when a late message or answer comes", async () => {
    const signup = launch();
    page.post("FINISH", { waba_id: wabaId });
    sdk.answer("a-code");
    await signup;
    sdk.answer("another-code");
    sdk.answer();
    page.post("CANCEL");
    expect([page.listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
  });
});

describe("launchEmbeddedSignup refuses", () => {
  it.each<[string, Partial<Record<keyof EmbeddedSignupOptions, unknown>>]>([
    ["configId", { configId: undefined }],
    ["configId", { configId: "" }],
    ["configId", { configId: 700000000000007 }],
    ["configId", { configId: "canary" }],
    ["appId", { appId: undefined }],
    ["appId", { appId: " 600000000000006" }],
    ["appId", { appId: "canary" }],
    ["graphVersion", { graphVersion: "26" }],
    ["graphVersion", { graphVersion: "v26.0/canary" }],
    ["locale", { locale: "en" }],
    ["locale", { locale: "../canary" }],
    ["url", { url: "javascript:canary" }],
    ["url", { url: "http://cdn.example/canary.js" }],
    ["messageTimeout", { messageTimeout: -1 }],
    ["messageTimeout", { messageTimeout: Number.NaN }],
    ["messageTimeout", { messageTimeout: Number.POSITIVE_INFINITY }],
    ["loadTimeout", { loadTimeout: -1 }],
  ])("a %s that cannot be used: %j", async (field, options) => {
    const error = (await failureOf(launch(options as EmbeddedSignupOptions))) as InvalidInputError;
    expect([error.code, error.field]).toEqual(["invalid_input", field]);
    expect(inspect(error)).not.toContain("canary");
    expect([sdk.starts, sdk.logins, page.listeners.size]).toEqual([[], [], 0]);
  });

  it("to run on a server", async () => {
    expect(await failureOf(launchEmbeddedSignup({ appId, configId }))).toMatchObject({ code: "sdk_unavailable" });
    expect(await failureOf(launchEmbeddedSignup({ sdk, configId }))).toMatchObject({ code: "sdk_unavailable" });
  });
});
