import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MetaClient } from "../../src/client/index.ts";
import { integratedOnboardingLink } from "../../src/signup/index.ts";
import { Emulator, emulatorDefaults } from "../../src/testing/index.ts";
import { bundleSignup, launchChromium, withoutChromium } from "./chromium.ts";

const { appId, appSecret, partner } = emulatorDefaults;

/** The page of the application: a button, and what the sign-up came to. */
const appPage = (sdkUrl: string): string => `<!doctype html>
  <title>The application</title>
  <button>Connect</button>
  <output></output>
  <script type="module">
    import { launchEmbeddedSignup, loadFacebookSdk } from "/signup.js";
    const options = { appId: "${appId}", configId: "700000000000007", url: "${sdkUrl}" };
    await loadFacebookSdk(options);
    const tell = (result) => (document.querySelector("output").textContent = JSON.stringify(result));
    document.querySelector("button").onclick = () =>
      launchEmbeddedSignup(options).then(tell, ({ code }) => tell({ code }));
    document.title = "ready";
  </script>`;

let browser: Browser;
let emulator: Emulator;
let server: Server;
let url: string;

describe.skipIf(withoutChromium)("the pages of the emulator in Chromium (needs Chromium)", () => {
  beforeAll(async () => {
    const [library, started] = await Promise.all([bundleSignup(), launchChromium()]);
    browser = started;
    server = createServer((request, response) => {
      const isScript = request.url === "/signup.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(isScript ? library : appPage(`${emulator.url}/sdk.js`));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    emulator = new Emulator({ partner: { redirectUrl: `${url}/connected` } });
    await emulator.listen();
  });
  afterAll(async () => {
    await browser?.close();
    await emulator?.close();
    server?.close();
  });

  const goThrough = async (button: string): Promise<Record<string, string>> => {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction("document.title === 'ready'");
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button").click()]);
    // The click may close the window before it is answered.
    await popup
      .getByRole("button", { name: button })
      .click()
      .catch(() => undefined);
    await page.waitForFunction("document.querySelector('output').textContent !== ''");
    const text = await page.locator("output").textContent();
    await page.context().close();
    return JSON.parse(text ?? "");
  };

  it("lead through Embedded Signup to a code that can be exchanged", async () => {
    const { code, wabaId } = await goThrough("Connect the number");
    const meta = new MetaClient({ appId, appSecret, fetch: emulator.fetch });
    const { access_token } = await meta.exchangeCode(code ?? "");
    const numbers = await meta.withAccessToken(access_token).phoneNumbers.list(wabaId ?? "");
    expect(numbers.map(({ is_on_biz_app }) => is_on_biz_app)).toEqual([true]);
  });

  it.each([
    ["Leave", "signup_cancelled"],
    ["Report an error", "signup_failed"],
  ])("end without a sign-up at %s", async (button, code) => {
    const before = emulator.businesses.length;
    expect((await goThrough(button))["code"]).toBe(code);
    expect(emulator.businesses).toHaveLength(before);
  });

  it("lead through 360dialog's sign-up and back to the application", async () => {
    const page = await browser.newPage();
    const link = integratedOnboardingLink({
      partnerId: partner.id,
      baseUrl: emulator.url,
      state: "s",
      number: "15550001234",
    });
    await page.goto(link);
    await page.getByRole("link", { name: "Connect the number" }).click();
    await page.waitForURL(/\/connected/);
    expect(page.url()).toMatch(/\/connected\?client=\w+CL&channels=\[\w+CH\]&state=s$/);
    expect(emulator.businesses.at(-1)).toMatchObject({ provider: "360dialog", displayPhoneNumber: "15550001234" });
    await page.context().close();
  });
});
