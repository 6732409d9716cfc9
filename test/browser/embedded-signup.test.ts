import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answerEmbeddedSignup, type EmbeddedSignupAnswer } from "../../examples/stand-in/facebook-sdk.ts";
import { answerEverything, bundleSignup, launchChromium, type Reply, withoutChromium } from "./chromium.ts";

const app = "https://app.example.com";
const ids = { wabaId: "100000000000001", event: "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING" };
const configuration = { appId: "600000000000006", configId: "700000000000007" };

// The page of the application. It counts what it has going on: listeners for messages, and timers.
const appPage = `<!doctype html>
  <title>The application</title>
  <button>Connect</button>
  <script type="module">
    import * as signup from "/signup.js";
    globalThis.goingOn = [];
    const count = (begin, end) => {
      const [beginning, ending] = [globalThis[begin], globalThis[end]];
      globalThis[begin] = (...parameters) => {
        const handle = beginning(...parameters);
        if (handle ?? parameters[0] === "message") goingOn.push(handle ?? parameters[1]);
        return handle;
      };
      globalThis[end] = (...parameters) => {
        goingOn = goingOn.filter((other) => other !== (parameters[1] ?? parameters[0]));
        ending(...parameters);
      };
    };
    count("addEventListener", "removeEventListener");
    count("setTimeout", "clearTimeout");
    globalThis.signup = signup;
    globalThis.endings = [];
    globalThis.launch = (options) =>
      signup.launchEmbeddedSignup({ ...${JSON.stringify(configuration)}, ...options }).then(
        (result) => endings.push(result),
        (error) => endings.push({ ...error, message: error.message, text: error.errorMessage }),
      );
    document.querySelector("button").onclick = () => void launch(globalThis.options);
  </script>`;

let library: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let answer: EmbeddedSignupAnswer;
/** What else than the usual is answered, by host. */
let others: Record<string, Reply | undefined>;
let requested: string[];

describe.skipIf(withoutChromium)("Embedded Signup in Chromium (needs Chromium)", () => {
  beforeAll(async () => {
    [library, browser] = await Promise.all([bundleSignup(), launchChromium()]);
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    answer = { code: "a-code" };
    others = {};
    requested = [];
    context = await browser.newContext();
    context.setDefaultTimeout(20_000);
    await answerEverything(context, async (url) => {
      requested.push(url.href);
      if (url.hostname in others) return others[url.hostname];
      if (url.href === `${app}/`) return { body: appPage };
      if (url.href === `${app}/signup.js`) return { body: library, contentType: "text/javascript" };
      const response = answerEmbeddedSignup(url, () => answer);
      if (response === undefined) return { body: "<title>A page</title>" };
      return { body: await response.text(), contentType: response.headers.get("content-type") ?? "" };
    });
    page = await context.newPage();
    await page.goto(app);
    await page.waitForFunction("globalThis.launch");
  });
  afterEach(() => context.close());

  const load = (): Promise<unknown> =>
    page.evaluate(`signup.loadFacebookSdk(${JSON.stringify(configuration)}).then(() => undefined)`);
  const click = async (): Promise<Page> => {
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button").click()]);
    await popup.waitForSelector("button");
    return popup;
  };
  const press = async (popup: Page, id: "finish" | "leave" | "report"): Promise<void> => {
    // The click may close the window before it is answered.
    await Promise.all([popup.waitForEvent("close"), popup.click(`#${id}`).catch(() => undefined)]);
  };
  const ending = async (count = 1): Promise<Record<string, unknown>> => {
    await page.waitForFunction(`endings.length >= ${count}`);
    return (await page.evaluate(`endings[${count - 1}]`)) as Record<string, unknown>;
  };

  it.each(["message", "code"] as const)("brings the code and the ids when the %s comes first", async (first) => {
    answer = { ...answer, first };
    await load();
    await press(await click(), "finish");
    expect(await ending()).toEqual({ code: "a-code", ...ids });
  });

  it("brings the code alone when there is no message", async () => {
    answer = { ...answer, sendsMessage: false };
    await page.evaluate("globalThis.options = { messageTimeout: 50 }");
    await load();
    await press(await click(), "finish");
    expect(await ending()).toEqual({ code: "a-code" });
  });

  it("says that the business left, and at which step", async () => {
    await load();
    await press(await click(), "leave");
    expect(await ending()).toMatchObject({ code: "signup_cancelled", currentStep: "PHONE_NUMBER_SETUP" });
  });

  it("says that the window was closed", async () => {
    await page.evaluate("globalThis.options = { messageTimeout: 50 }");
    await load();
    await (await click()).close();
    expect(await ending()).toEqual(expect.objectContaining({ code: "signup_cancelled" }));
  });

  it("says which error the business was shown", async () => {
    await load();
    await press(await click(), "report");
    expect(await ending()).toMatchObject({
      code: "signup_failed",
      errorCode: "524126",
      sessionId: "f0e1d2c3b4a59687",
      text: "The verified name is not allowed.",
    });
  });

  it.each(["https://evilfacebook.com", "https://www.facebook.com.evil.example", "https://www.facebook.com:8443", app])(
    "takes no message from %s",
    async (origin) => {
      await load();
      const popup = await click();
      const forged = { type: "WA_EMBEDDED_SIGNUP", event: "FINISH", data: { waba_id: "999999999999999" } };
      const left = { type: "WA_EMBEDDED_SIGNUP", event: "CANCEL", data: { error_code: "1" } };
      await page.evaluate(`globalThis.heard = []; addEventListener("message", ({ origin }) => heard.push(origin))`);
      await page.evaluate(
        `document.body.append(Object.assign(document.createElement("iframe"), { src: "${origin}/frame" }))`,
      );
      const frame = await expectFrame(`${origin}/frame`);
      for (const text of [left, forged].map((message) => JSON.stringify(JSON.stringify(message)))) {
        await frame.evaluate(`parent.postMessage(${text}, "*")`);
      }
      await page.waitForFunction("heard.length === 2");
      expect(await page.evaluate("heard")).toEqual([origin, origin]);
      await press(popup, "finish");
      expect(await ending()).toEqual({ code: "a-code", ...ids });
    },
  );

  const expectFrame = async (url: string) => {
    const find = () => page.frames().find((frame) => frame.url() === url);
    await expect.poll(find).toBeDefined();
    const frame = find();
    if (frame === undefined) throw new Error("There is no such frame.");
    await frame.waitForLoadState();
    return frame;
  };

  it("opens the window with what Meta's page asks for", async () => {
    await load();
    const { searchParams, origin, pathname } = new URL((await click()).url());
    expect([origin, pathname]).toEqual(["https://www.facebook.com", "/v26.0/dialog/oauth"]);
    const { extras, ...others } = Object.fromEntries(searchParams);
    expect(others).toEqual({
      client_id: configuration.appId,
      config_id: configuration.configId,
      response_type: "code",
      override_default_response_type: "true",
      origin: app,
    });
    expect(JSON.parse(extras ?? "")).toEqual({
      setup: {},
      featureType: "whatsapp_business_app_onboarding",
      sessionInfoVersion: "3",
    });
  });

  it("loads the SDK where it was not loaded before", async () => {
    await press(await click(), "finish");
    expect(await ending()).toEqual({ code: "a-code", ...ids });
    expect(requested).toContain("https://connect.facebook.net/en_US/sdk.js");
  });

  it("loads the SDK once for several calls, and not again for a sign-up", async () => {
    await Promise.all([load(), load(), load()]);
    await load();
    await press(await click(), "finish");
    expect(requested.filter((url) => url.endsWith("/sdk.js"))).toHaveLength(1);
  });

  it("opens no window where the SDK is blocked, says so, and tries again", async () => {
    others["connect.facebook.net"] = undefined;
    await page.getByRole("button").click();
    expect(await ending()).toMatchObject({ code: "sdk_unavailable" });
    expect(await page.evaluate("[goingOn.length, document.scripts.length]")).toEqual([0, 1]);

    others = {};
    await press(await click(), "finish");
    expect(await ending(2)).toEqual({ code: "a-code", ...ids });
  });

  it("says so where the page's policy refuses the SDK", async () => {
    await page.evaluate(`document.head.append(Object.assign(document.createElement("meta"), {
      httpEquiv: "content-security-policy", content: "script-src 'self' 'unsafe-eval'",
    }))`);
    await page.getByRole("button").click();
    expect(await ending()).toMatchObject({ code: "sdk_unavailable" });
  });

  it("lets the nonce of the page's policy through", async () => {
    await page.evaluate(`document.head.append(Object.assign(document.createElement("meta"), {
      httpEquiv: "content-security-policy", content: "script-src 'nonce-abc' 'unsafe-eval'",
    }))`);
    await page.evaluate(`globalThis.options = { nonce: "abc" }`);
    await press(await click(), "finish");
    expect(await ending()).toEqual({ code: "a-code", ...ids });
  });

  it("goes on with the page's own start of the SDK", async () => {
    await page.evaluate("globalThis.started = 0; window.fbAsyncInit = () => { started += 1; };");
    await load();
    expect(await page.evaluate("started")).toBe(1);
  });

  it.each([
    ["it was gone through", "finish", {}],
    ["it was left", "leave", {}],
    ["an error was shown", "report", {}],
    ["it brought no message", "finish", { sendsMessage: false }],
  ] as const)("listens to nothing any more when %s", async (_, id, changes) => {
    answer = { ...answer, ...changes };
    await page.evaluate("globalThis.options = { messageTimeout: 50 }");
    await load();
    expect(await page.evaluate("goingOn.length")).toBe(0);
    const popup = await click();
    expect(await page.evaluate("goingOn.length")).toBeGreaterThan(0);
    await press(popup, id);
    await ending();
    await expect.poll(() => page.evaluate("goingOn.filter((handle) => typeof handle === 'function')")).toEqual([]);
  });

  it("ends by its signal, and listens to nothing of its own any more", async () => {
    await load();
    await page.evaluate("globalThis.stop = new AbortController(); globalThis.options = { signal: stop.signal }");
    const popup = await click();
    const before = await page.evaluate("goingOn.length");
    await page.evaluate("stop.abort()");
    expect(await ending()).toMatchObject({ code: "aborted" });
    expect(await page.evaluate("goingOn.length")).toBe((before as number) - 1);
    await press(popup, "finish");
    expect(await page.evaluate("endings.length")).toBe(1);
  });

  it("gives way to a newer one", async () => {
    await load();
    const old = await click();
    answer = { code: "a-newer-code" };
    await press(await click(), "finish");
    expect(await ending(1)).toMatchObject({ code: "aborted" });
    expect(await ending(2)).toEqual({ code: "a-newer-code", ...ids });
    await press(old, "leave");
    expect(await page.evaluate("endings.length")).toBe(2);
  });

  it("is heard from a window that only plays Facebook, by way of the stand-in's SDK", async () => {
    await page.evaluate(`globalThis.options = { url: "https://stand-in.example/sdk.js" }`);
    const popup = await click();
    expect(new URL(popup.url()).origin).toBe("https://stand-in.example");
    await press(popup, "finish");
    expect(await ending()).toEqual({ code: "a-code", ...ids });
  });
});
