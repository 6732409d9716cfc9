import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type IntegratedOnboardingAnswer,
  integratedOnboardingPage,
} from "../../examples/stand-in/integrated-onboarding.ts";
import { integratedOnboardingLink } from "../../src/signup/index.ts";
import { findCodeBlocks } from "../docs/code-block.ts";
import { answerEverything, bundleSignup, launchChromium, withoutChromium } from "./chromium.ts";

const app = "https://app.example.com";
const partnerId = "ExamplePA";
const link = integratedOnboardingLink({ partnerId, state: "a-state", redirectUrl: `${app}/connected` });
const result = { client: "ExampleCL", channels: ["FirstCH"], state: "a-state" };

// The page of the application. It keeps how every attempt ended, and the button in a variable.
const appPage = (element: string, before = "", after = ""): string => `<!doctype html>
  <title>The application</title>
  <main>${element}</main>
  <script type="module">
    import { defineConnectButton } from "/signup.js";
    globalThis.endings = [];
    for (const type of ["connect", "cancel", "error"]) {
      // At the document: the events bubble.
      document.addEventListener(type, ({ detail }) => endings.push([type, detail]));
    }
    globalThis.button = document.querySelector("whatsapp-connect-button");
    ${before}
    defineConnectButton();
    ${after}
    globalThis.isReady = true;
  </script>`;
const redirectPage = (options = ""): string => `<!doctype html>
  <title>Connected</title>
  <script type="module">
    import { finishIntegratedOnboarding } from "${app}/signup.js";
    try {
      globalThis.returned = finishIntegratedOnboarding(${options}) ?? null;
    } catch (error) {
      globalThis.returned = error.field;
    }
  </script>`;

// Counts what a page has going on: listeners for messages, and timers. What drives the browser listens to other events.
const countGoingOn = `
  globalThis.goingOn = [];
  for (const [begin, end] of [["addEventListener", "removeEventListener"], ["setInterval", "clearInterval"]]) {
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
  }`;

const button = (attributes = `href="${link.replaceAll("&", "&amp;")}"`): string =>
  `<whatsapp-connect-button ${attributes}>Connect <b>WhatsApp</b></whatsapp-connect-button>`;

let library: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let answer: IntegratedOnboardingAnswer;
const redirectPages = new Map<string, string>();

const inChromium = describe.skipIf(withoutChromium);

beforeAll(async () => {
  if (!withoutChromium) [library, browser] = await Promise.all([bundleSignup(), launchChromium()]);
});
afterAll(() => browser?.close());

beforeEach(async () => {
  answer = {};
  redirectPages.clear();
  context = await browser.newContext();
  context.setDefaultTimeout(20_000);
  await answerEverything(context, (url) => {
    if (url.pathname === "/signup.js") return { body: library, contentType: "text/javascript" };
    if (url.pathname === "/connected") return { body: redirectPages.get(url.origin) ?? redirectPage() };
    if (url.hostname === "hub.360dialog.com") return { body: integratedOnboardingPage(url, answer) };
    return { body: "<title>A page</title>" };
  });
  page = await context.newPage();
});
afterEach(() => context.close());

async function openApp(...parts: Parameters<typeof appPage>): Promise<void> {
  await page.addInitScript(countGoingOn);
  await page.route(`${app}/`, (route) => route.fulfill({ contentType: "text/html", body: appPage(...parts) }));
  await page.goto(`${app}/`);
  await page.waitForFunction("globalThis.isReady");
}

async function clickButton(): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button").click()]);
  return popup;
}

/** How the attempts ended, once so many did. */
async function endings(count = 1): Promise<unknown> {
  await page.waitForFunction(`endings.length >= ${count}`);
  return page.evaluate("endings");
}

// Not `popup.goto`: what is typed into the address bar cuts a window off from its opener.
async function goTo(popup: Page, address: string): Promise<void> {
  await popup.evaluate(`location.href = ${JSON.stringify(address)}`);
  await popup.waitForURL(address);
}

async function follow(popup: Page, id: "connect" | "decline"): Promise<void> {
  await Promise.all([popup.waitForEvent("close"), popup.click(`#${id}`)]);
}

inChromium("the connect button, on the way there and back (needs Chromium)", () => {
  it("says what the redirect said, and the window is closed", async () => {
    await openApp(button());
    await follow(await clickButton(), "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("says which channels are not shared any more", async () => {
    answer = { channels: ["FirstCH", "SecondCH"], revoked: ["ThirdCH"], returnsState: false };
    await openApp(button());
    await follow(await clickButton(), "connect");
    const detail = { client: "ExampleCL", channels: ["FirstCH", "SecondCH"], revokedChannels: ["ThirdCH"] };
    expect(await endings()).toEqual([["connect", detail]]);
  });

  it("can be used again", async () => {
    await openApp(button());
    await follow(await clickButton(), "connect");
    await follow(await clickButton(), "decline");
    expect(await endings(2)).toEqual([
      ["connect", result],
      ["connect", { ...result, channels: [] }],
    ]);
  });

  it("opens its window before it has the link, so that no browser blocks it", async () => {
    await openApp(
      button(""),
      "button.createLink = () => new Promise((resolve) => { globalThis.giveLink = resolve; });",
    );
    const popup = await clickButton();
    expect(popup.url()).toBe("about:blank");
    await page.evaluate(`giveLink(${JSON.stringify(link)})`);
    await follow(popup, "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("asks for a link at every click", async () => {
    const createLink = `async () => { globalThis.asked = (globalThis.asked ?? 0) + 1; return new URL("${link}"); }`;
    await openApp(button(`href="https://never.example"`), "", `button.createLink = ${createLink};`);
    expect(await page.evaluate("globalThis.asked")).toBeUndefined();
    await follow(await clickButton(), "connect");
    await follow(await clickButton(), "connect");
    expect(await page.evaluate("asked")).toBe(2);
  });

  it("goes to an address of the application, which leads on", async () => {
    await context.route(`${app}/start`, (route) =>
      route.fulfill({ contentType: "text/html", body: `<script>location.replace(${JSON.stringify(link)})</script>` }),
    );
    await openApp(button(`href="/start"`));
    await follow(await clickButton(), "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("hears a redirect page of another origin, when it is told which", async () => {
    const other = "https://redirects.example.com";
    redirectPages.set(other, redirectPage(`{ origin: "${app}" }`));
    const href = integratedOnboardingLink({ partnerId, redirectUrl: `${other}/connected` });
    await openApp(button(`href="${href}" redirect-origin="${other}"`));
    await follow(await clickButton(), "connect");
    expect(await endings()).toEqual([["connect", { client: "ExampleCL", channels: ["FirstCH"] }]]);
  });
});

// Every message that is forged here is followed by the genuine one: had the forged one been heard, it would be the
// ending.
inChromium("the connect button takes no result (needs Chromium)", () => {
  const forged = `{ type: "whatsapp-coexistence:integrated-onboarding", result: { client: "EvilCL", channels: [] } }`;

  it("from another origin in the window it opened", async () => {
    await openApp(button());
    const popup = await clickButton();
    await popup.waitForSelector("#connect");
    await popup.evaluate(`opener.postMessage(${forged}, "*")`);
    await popup.evaluate(`opener.postMessage("?client=EvilCL&channels=[EvilCH]", "*")`);
    await follow(popup, "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("from another window of its own origin", async () => {
    await openApp(`${button()}<iframe src="/frame"></iframe>`);
    const popup = await clickButton();
    await page.waitForFunction("frames[0]?.location.pathname === '/frame'");
    const frame = page.frames().find((other) => other.url().endsWith("/frame"));
    await frame?.evaluate(`parent.postMessage(${forged}, "*")`);
    await page.evaluate(`postMessage(${forged}, "*")`);
    await follow(popup, "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("from the origin of its redirect page, when another one is expected", async () => {
    await openApp(button(), `button.redirectOrigin = "https://redirects.example.com";`);
    await follow(await clickButton(), "connect");
    expect(await endings()).toEqual([["cancel", null]]);
  });

  it("from messages that are none of its own", async () => {
    await openApp(button());
    const popup = await clickButton();
    await popup.waitForSelector("#connect");
    await goTo(popup, `${app}/elsewhere`);
    for (const message of ["null", `"?client=EvilCL&channels=[]"`, "{}", `{ type: "other", result: {} }`]) {
      await popup.evaluate(`opener.postMessage(${message}, "*")`);
    }
    await goTo(popup, link);
    await follow(popup, "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });
});

inChromium("the connect button, when there is no result (needs Chromium)", () => {
  it("says that the window was closed", async () => {
    await openApp(button());
    await (await clickButton()).close();
    expect(await endings()).toEqual([["cancel", null]]);
  });

  it("says that the window was closed when it is clicked again at once", async () => {
    await openApp(button());
    const popup = await clickButton();
    await popup.close();
    await follow(await clickButton(), "connect");
    expect(await endings(2)).toEqual([
      ["cancel", null],
      ["connect", result],
    ]);
  });

  it("says that the link failed, and closes the window", async () => {
    await openApp(button(), `button.createLink = async () => { throw "the server is away"; };`);
    const popup = await clickButton();
    if (!popup.isClosed()) await popup.waitForEvent("close");
    expect(await endings()).toEqual([["error", { reason: "link_failed", cause: "the server is away" }]]);
  });

  it("says so too when the link is asked for and fails at once", async () => {
    await openApp(button(), `button.createLink = () => { throw "a mistake"; };`);
    await clickButton();
    expect(await endings()).toEqual([["error", { reason: "link_failed", cause: "a mistake" }]]);
  });

  it.each(["javascript:opener.document.title='harmed'", "data:text/html,harmed", "http://hub.360dialog.com/", ""])(
    "goes to no link like %j",
    async (href) => {
      await openApp(button(`href="${href}"`));
      await clickButton();
      await endings();
      expect(await page.evaluate("[endings[0][1].reason, endings[0][1].cause.field, document.title]")).toEqual([
        "link_failed",
        "link",
        "The application",
      ]);
    },
  );

  it("says that the browser opened no window", async () => {
    await openApp(button(), "globalThis.open = () => null;");
    await page.getByRole("button").click();
    expect(await endings()).toEqual([["error", { reason: "popup_blocked" }]]);
  });
});

inChromium("the connect button leaves nothing going on (needs Chromium)", () => {
  const goingOn = (): Promise<unknown> => page.evaluate("goingOn.length");

  it("before it is clicked", async () => {
    await openApp(button());
    expect(await goingOn()).toBe(0);
  });

  it("after a result", async () => {
    await openApp(button());
    const popup = await clickButton();
    expect(await goingOn()).toBe(2);
    await follow(popup, "connect");
    await endings();
    expect(await goingOn()).toBe(0);
  });

  it("after the window was closed", async () => {
    await openApp(button());
    await (await clickButton()).close();
    await endings();
    expect(await goingOn()).toBe(0);
  });

  it.each([
    ["the link failed", "button.createLink = () => Promise.reject();"],
    ["no window was opened", "globalThis.open = () => null;"],
  ])("after %s", async (_, script) => {
    await openApp(button(), script);
    await page.getByRole("button").click();
    await endings();
    expect(await goingOn()).toBe(0);
  });

  it("when it is taken out of the page", async () => {
    await openApp(button());
    const popup = await clickButton();
    await page.evaluate("button.remove()");
    expect(await goingOn()).toBe(0);
    await follow(popup, "connect");
    expect(await page.evaluate("endings")).toEqual([]);
  });

  it("when it is taken out while it waits for the link: the empty window is closed", async () => {
    await openApp(
      button(""),
      "button.createLink = () => new Promise((resolve) => { globalThis.giveLink = resolve; });",
    );
    const popup = await clickButton();
    await page.evaluate("button.remove()");
    await Promise.all([popup.waitForEvent("close"), page.evaluate(`giveLink(${JSON.stringify(link)})`)]);
    expect(await goingOn()).toBe(0);
  });
});

inChromium("the connect button as an element (needs Chromium)", () => {
  it("is a button with its content as its name", async () => {
    await openApp(button());
    expect(await page.getByRole("button", { name: "Connect WhatsApp", exact: true }).count()).toBe(1);
  });

  it("has a name of its own when it has no content", async () => {
    await openApp("<whatsapp-connect-button></whatsapp-connect-button>");
    expect(await page.getByRole("button", { name: "Connect WhatsApp", exact: true }).count()).toBe(1);
  });

  it.each(["Enter", " "])("is reached and pressed with the keyboard: Tab and %j", async (key) => {
    await openApp(button());
    await page.keyboard.press("Tab");
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press(key)]);
    await follow(popup, "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("can be focused and clicked by a script", async () => {
    await openApp(button());
    await page.evaluate("button.focus()");
    expect(await page.evaluate("document.activeElement === button")).toBe(true);
    await Promise.all([page.waitForEvent("popup"), page.evaluate("button.click()")]);
  });

  it("shows the window that is open when it is clicked again", async () => {
    const spy = `const { open } = globalThis;
      globalThis.shown = 0;
      globalThis.open = (...parameters) => {
        const popup = open(...parameters);
        popup.focus = () => { shown++; };
        return popup;
      };`;
    await openApp(button(""), `${spy} button.createLink = () => new Promise(() => {});`);
    await clickButton();
    await page.getByRole("button").dblclick();
    expect([await page.evaluate("shown"), context.pages().length]).toEqual([2, 2]);
  });

  it.each([
    ["the attribute", button(`disabled href="${link}"`), ""],
    ["the property, set before it is defined", button(), "button.disabled = true;"],
  ])("cannot be pressed while it is disabled by %s", async (_, element, script) => {
    await openApp(element, script, "globalThis.open = () => { globalThis.isOpened = true; };");
    expect(await page.getByRole("button").isDisabled()).toBe(true);
    await page.evaluate(`button.click(); button.querySelector("b").click();`);
    expect(await page.evaluate("[button.hasAttribute('disabled'), globalThis.isOpened === true]")).toEqual([
      true,
      false,
    ]);
  });

  it("can be pressed when it is not disabled any more", async () => {
    await openApp(button(`disabled href="${link.replaceAll("&", "&amp;")}"`));
    await page.evaluate("button.disabled = false");
    await follow(await clickButton(), "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });

  it("can be defined twice, and under several names", async () => {
    await openApp(button(), "", `defineConnectButton(); defineConnectButton({ name: "connect-whatsapp" });`);
    expect(await page.evaluate("Boolean(customElements.get('connect-whatsapp'))")).toBe(true);
  });

  it("can be styled from outside", async () => {
    await openApp(`<style>::part(button) { color: rgb(1, 2, 3); }</style>${button()}`);
    const color = "getComputedStyle(button.shadowRoot.querySelector('button')).color";
    expect(await page.evaluate(color)).toBe("rgb(1, 2, 3)");
  });

  it("does not send the form it stands in", async () => {
    await openApp(`<form action="/sent">${button()}</form>`);
    await follow(await clickButton(), "connect");
    await endings();
    expect(page.url()).toBe(`${app}/`);
  });

  it("works in a page that allows no inline style and no HTML from text", async () => {
    await openApp(
      `<meta http-equiv="content-security-policy" content="style-src 'none'; require-trusted-types-for 'script'">${button()}`,
    );
    await follow(await clickButton(), "connect");
    expect(await endings()).toEqual([["connect", result]]);
  });
});

inChromium("the pages in the reference (needs Chromium)", () => {
  const pages = findCodeBlocks()
    .filter(({ place, language }) => /^src\/signup\/integrated\//.test(place) && language === "text")
    .map(({ code }) => code.replaceAll('"whatsapp-coexistence/signup"', `"${app}/signup.js"`));

  it("connect a number", async () => {
    const sent: unknown[] = [];
    await context.route(`${app}/`, (route) => route.fulfill({ contentType: "text/html", body: pages[0] ?? "" }));
    await context.route(`${app}/signup/link`, (route) => route.fulfill({ contentType: "text/plain", body: link }));
    await context.route(`${app}/signup/result`, (route) => {
      sent.push(route.request().postDataJSON());
      return route.fulfill({ status: 204 });
    });
    redirectPages.set(app, pages[1] ?? "");
    await page.goto(`${app}/`);
    await follow(await clickButton(), "connect");
    await page.getByRole("status").filter({ hasText: "Connected." }).waitFor();
    expect(sent).toEqual([result]);
  });

  it("say that the window was closed", async () => {
    await context.route(`${app}/`, (route) => route.fulfill({ contentType: "text/html", body: pages[0] ?? "" }));
    await page.goto(`${app}/`);
    await (await clickButton()).close();
    await page.getByRole("status").filter({ hasText: "The window was closed." }).waitFor();
  });
});

inChromium("the redirect page (needs Chromium)", () => {
  const redirect = `${app}/connected?client=ExampleCL&channels=[FirstCH]`;
  const returned = async (window: Page): Promise<unknown> => {
    await window.waitForFunction("globalThis.returned !== undefined");
    return window.evaluate("returned");
  };
  const openFrom = async (origin: string, address: string): Promise<Page> => {
    await page.goto(`${origin}/opener`);
    await page.evaluate("globalThis.heard = []; addEventListener('message', ({ data }) => heard.push(data));");
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate(`void open(${JSON.stringify(address)})`),
    ]);
    return popup;
  };

  it("that nobody opened stays open, and has the result", async () => {
    await page.goto(redirect);
    expect(await returned(page)).toEqual({ client: "ExampleCL", channels: ["FirstCH"] });
  });

  it("without the parameters of the redirect stays open, also when it was opened", async () => {
    expect(await returned(await openFrom(app, `${app}/connected?session=1`))).toBe(null);
  });

  it("with malformed parameters stays open, and says which", async () => {
    expect(await returned(await openFrom(app, `${app}/connected?client=ExampleCL&channels=FirstCH`))).toBe("channels");
  });

  it.each(["*", "/", "https://app.example.com/path", "null", ""])(
    "hands nothing over to the origin %j",
    async (origin) => {
      redirectPages.set(app, redirectPage(`{ origin: "${origin}" }`));
      expect(await returned(await openFrom(app, redirect))).toBe("origin");
    },
  );

  it("tells a page of its own origin", async () => {
    await openFrom(app, redirect);
    await page.waitForFunction("heard.length > 0");
    expect(await page.evaluate("heard[0].result.client")).toBe("ExampleCL");
  });

  it("tells no page of another origin", async () => {
    const popup = await openFrom("https://evil.example", redirect);
    if (!popup.isClosed()) await popup.waitForEvent("close");
    // What comes last shows that nothing came before it.
    await page.evaluate("postMessage('last', '*')");
    await page.waitForFunction("heard.includes('last')");
    expect(await page.evaluate("heard")).toEqual(["last"]);
  });
});
