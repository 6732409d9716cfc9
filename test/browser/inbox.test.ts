import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createInbox } from "../../examples/inbox/inbox.ts";
import {
  accountOffboardedChange,
  accountReconnectedChange,
  type Change,
  echoChange,
  editMessage,
  historyChange,
  historyChunk,
  historyMediaChange,
  historyThread,
  imageMessage,
  mediaPlaceholder,
  messageChange,
  messageStatus,
  metaWebhook,
  numberRemovedChange,
  recordOnboarding,
  revokeMessage,
  signedInit,
  statusChange,
  textMessage,
} from "../../src/testing/index.ts";
import { launchChromium, withoutChromium } from "./chromium.ts";

vi.mock("whatsapp-coexistence", () => import("../../src/index.ts"));
vi.mock("whatsapp-coexistence/client", () => import("../../src/client/index.ts"));
vi.mock("whatsapp-coexistence/hono", () => import("../../src/hono/index.ts"));
vi.mock("whatsapp-coexistence/sqlite", () => import("../../src/sqlite/index.ts"));

const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
const ada = { waId: "15550002222", profileName: "Ada Example" };
const grace = { waId: "15550003333", profileName: "Grace Example" };
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe.skipIf(withoutChromium)("the example inbox, in Chromium (skipped where there is none)", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let url: string;
  let close: () => Promise<void>;
  let complaints: string[];

  const open = async (options: BrowserContextOptions = {}): Promise<void> => {
    context = await browser.newContext({
      locale: "en-GB",
      timezoneId: "Europe/Berlin",
      viewport: { width: 1280, height: 720 },
      ...options,
    });
    page = await context.newPage();
    complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
  };
  const reopen = async (options: BrowserContextOptions): Promise<void> => {
    await context.close();
    await open(options);
  };

  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    const media = async () => ({ bytes: picture, mime_type: "image/png" });
    const inbox = createInbox({ database: ":memory:", appSecret, media });
    const server = serve({ fetch: inbox.app.fetch, port: 0, hostname: "127.0.0.1" });
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = async () => {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections(); // browsers open some ahead of need
      await inbox.close();
      await closed;
    };
    await open();
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await context.close();
    await close();
  });
  afterAll(() => browser?.close());

  const send = async (...changes: Change[]): Promise<void> => {
    for (const change of changes) {
      const { status } = await fetch(`${url}/webhook`, signedInit(metaWebhook(change), { appSecret }));
      expect(status).toBe(200);
    }
  };
  const chats = () => page.getByRole("navigation", { name: "Chats" });
  const messages = () => page.getByRole("main");
  const bubble = (text: string) => messages().getByRole("listitem").filter({ hasText: text });
  const openNumber = async (): Promise<void> => {
    await page.goto(url);
    await page.getByRole("link", { name: "+15550001111" }).click();
  };
  const openChat = async (name: string): Promise<void> => {
    await openNumber();
    await chats().getByRole("link", { name }).click();
    await messages().getByRole("heading", { name }).waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
  };
  const inHistory = (...list: Parameters<typeof historyThread>[0]) =>
    historyChange(historyChunk({ progress: 40, threads: [historyThread(list, ada)] }));

  it("says what to do before anything has arrived, and goes on by itself to the first number", async () => {
    await page.goto(url);
    await page.getByRole("heading", { name: "Nothing has arrived yet" }).waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    await send(messageChange(textMessage("Hello")));
    await page.getByRole("link", { name: "+15550001111" }).waitFor();
    await page.getByRole("heading", { name: "Choose a number" }).waitFor();
  });

  it("fills up while the history arrives, without being loaded again", async () => {
    const sent = recordOnboarding({ messages: 120, disconnect: false });
    const [contacts, ...rest] = sent;
    await fetch(`${url}/webhook`, signedInit(contacts?.webhook ?? {}, { appSecret }));
    await openNumber();
    await chats().getByText("Chats appear here as the history arrives.").waitFor();
    await page.evaluate("globalThis.isTheSamePage = true");
    const bar = page.getByRole("progressbar", { name: "History of +15550001111" });
    const seen = new Set<unknown>();
    for (const { webhook } of rest) {
      await fetch(`${url}/webhook`, signedInit(webhook, { appSecret }));
      if (await bar.count()) seen.add(await bar.getAttribute("value"));
    }
    await page.getByText("History complete").first().waitFor();
    await expect.poll(() => bar.getAttribute("value")).toBe("100");
    await expect.poll(() => chats().getByRole("listitem").count()).toBe(4);
    await chats().getByRole("link", { name: "(VIP)" }).waitFor();
    expect(await page.evaluate("isTheSamePage")).toBe(true);
  });

  it("shows each change of a message where it stands", async () => {
    const [placeholder, text, mistake] = [
      mediaPlaceholder(),
      textMessage("See you at nine."),
      textMessage("Not for you."),
    ];
    await send(inHistory(placeholder), echoChange([text, mistake], { customer: ada }));
    await openChat("+15550002222");
    await messages().getByText("It has not arrived.").waitFor();

    await send(
      historyMediaChange(imageMessage({ id: "100", caption: "Our menu" }, { id: placeholder.id }), { customer: ada }),
    );
    await messages().getByRole("img", { name: "Our menu" }).waitFor();
    await expect.poll(() => page.evaluate("document.images[0].naturalWidth")).toBe(1);
    await send(echoChange([editMessage(text.id, "See you at ten."), revokeMessage(mistake.id)], { customer: ada }));
    await bubble("See you at ten.").getByText("Edited").click();
    await bubble("See you at ten.").getByText("See you at nine.").waitFor();
    await messages().getByText("This message was deleted.").waitFor();
    expect(await messages().getByText("Not for you.").count()).toBe(0);

    await send(statusChange(messageStatus("read", { id: "wamid.API", timestamp: "1760000009" }), { customer: ada }));
    await bubble("API").getByText("Read").waitFor();
    expect(await bubble("See you at ten.").getByText("Phone").count()).toBe(1);
  });

  it("stays at the newest message, and where somebody reads it stays there", async () => {
    const talk = Array.from({ length: 60 }, (_, index) =>
      textMessage(`Message ${index}`, { timestamp: String(1_760_000_000 + index) }),
    );
    await send(inHistory(...talk));
    await openChat("+15550002222");
    const isSeen = async (text: string): Promise<boolean> => {
      const box = await bubble(text).boundingBox();
      return box !== null && box.y + box.height <= 720;
    };
    await expect.poll(() => isSeen("Message 59")).toBe(true);
    await send(messageChange(textMessage("The newest", { timestamp: "1760000100" }), { customer: ada }));
    await bubble("The newest").waitFor();
    await expect.poll(() => isSeen("The newest")).toBe(true);

    await messages().hover();
    await page.mouse.wheel(0, -1_500);
    await expect.poll(() => isSeen("The newest")).toBe(false);
    await send(messageChange(textMessage("One more", { timestamp: "1760000200" }), { customer: ada }));
    await bubble("One more").waitFor();
    expect(await isSeen("One more")).toBe(false);
  });

  it("opens a chat at its newest message, although pictures above it come later", async () => {
    const pictures = Array.from({ length: 8 }, (_, index) =>
      imageMessage({ id: `30000000000000${index}` }, { timestamp: String(1_760_000_000 + index) }),
    );
    await send(inHistory(...pictures, textMessage("The newest", { timestamp: "1760000100" })));
    await page.route("**/media/*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await route.continue();
    });
    await openChat("+15550002222");
    await expect.poll(() => page.locator(".picture img").count()).toBe(8);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const end = async (): Promise<number> => {
      const box = await bubble("The newest").boundingBox();
      return box === null ? Number.POSITIVE_INFINITY : box.y + box.height;
    };
    await expect.poll(end).toBeLessThanOrEqual(720);
    const picture = await page.locator(".picture img").last().boundingBox();
    expect(Math.round((picture?.width ?? 0) / 4)).toBe(Math.round((picture?.height ?? 0) / 3));
  });

  it("says what happened to the connection, and when it is back", async () => {
    await send(messageChange(textMessage("Hello"), { customer: ada }));
    await openChat(ada.profileName);
    const banner = page.getByRole("region", { name: "+15550001111 is" });
    expect(await banner.count()).toBe(0);
    const tell = (change: Change, time: number) =>
      fetch(`${url}/webhook`, signedInit(metaWebhook(change, { time }), { appSecret }));
    await tell(accountOffboardedChange(), 1_760_000_000);
    await banner.getByRole("heading", { name: "is paused." }).waitFor();
    await tell(accountReconnectedChange(), 1_760_000_100);
    await banner.getByRole("heading", { name: "is connected again." }).waitFor();
    await tell(numberRemovedChange(), 1_760_000_200);
    await banner.getByRole("heading", { name: "is disconnected." }).waitFor();
    await banner.getByText("The app was not opened on the phone for about 14 days.").waitFor();
    await page.getByRole("navigation", { name: "Numbers" }).getByText("Disconnected").waitFor();
    expect(await page.locator("[aria-live=polite]").innerText()).toBe("+15550001111, disconnected.");
  });

  it("can be gone through with the keyboard alone, also while chats change places", async () => {
    await send(
      messageChange(textMessage("Hello", { timestamp: "1760000100" }), { customer: ada }),
      messageChange(textMessage("Hello", { timestamp: "1760000000" }), { customer: grace }),
    );
    await page.goto(url);
    const focused = () =>
      page.evaluate("document.activeElement.innerText || document.activeElement.id") as Promise<string>;
    const pressUntil = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 20; presses += 1) {
        await page.keyboard.press("Tab");
        if ((await focused()) === name) return;
      }
      throw new Error(`Tab never reaches ${name}.`);
    };
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the messages");
    await pressUntil("+15550001111");
    await page.keyboard.press("Enter");
    await page.waitForURL(/numbers/);
    await page.getByText("Live", { exact: true }).waitFor();
    await pressUntil(grace.profileName);
    // The chat goes to the top of the list, and takes the focus along.
    await send(messageChange(textMessage("Hello again", { timestamp: "1760000200" }), { customer: grace }));
    await chats().getByText("Hello again").waitFor();
    expect(await focused()).toBe(grace.profileName);
    expect(await chats().getByRole("link").first().innerText()).toBe(grace.profileName);
    await page.keyboard.press("Enter");
    await messages().getByRole("heading", { name: grace.profileName }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("messages");
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).toBe("solid");
  });

  it("names its parts for those who listen", async () => {
    await send(inHistory(textMessage("Hello"), mediaPlaceholder()));
    await openChat("+15550002222");
    expect(await page.getByRole("main", { name: "Messages with +15550002222" }).count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Inbox");
    const current = page.locator('[aria-current="page"]');
    expect(await current.allInnerTexts()).toEqual(["+15550002222"]);
    expect(await page.title()).toBe("+15550002222 · +15550001111 · Inbox");
    const unnamed =
      "[...document.querySelectorAll('a, button, summary')].filter((element) => !(element.innerText || element.ariaLabel || '').trim()).length";
    expect(await page.evaluate(unnamed)).toBe(0);
    const ids = (await page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")) as string[];
    expect(ids).toEqual([...new Set(ids)]);
  });

  it("writes times as the reader does, with a line for each day", async () => {
    const times = ["2026-03-01T22:30:00Z", "2026-03-01T23:30:00Z"].map((time) => String(Date.parse(time) / 1000));
    await send(inHistory(...times.map((timestamp) => textMessage("Hello", { timestamp }))));
    await openChat("+15550002222");
    const days = await page.locator(".day").allInnerTexts();
    expect(days.map((day) => day.replace(",", ""))).toEqual(["Sunday 1 March 2026", "Monday 2 March 2026"]);
    expect(await messages().locator("time").allInnerTexts()).toEqual(["23:30", "00:30"]);
  });

  it.each([
    ["light", 360],
    ["dark", 360],
    ["light", 800],
    ["dark", 1280],
  ] as const)("is readable in %s, %i pixels wide", async (colorScheme, width) => {
    await reopen({ colorScheme, viewport: { width, height: 740 } });
    const long = "Donaudampfschifffahrtsgesellschaft".repeat(6);
    for (const { webhook } of recordOnboarding({ messages: 60 })) {
      await fetch(`${url}/webhook`, signedInit(webhook, { appSecret }));
    }
    await send(messageChange(imageMessage({ id: "100" }), { customer: ada }));
    await send(messageChange(textMessage(long), { customer: { ...ada, profileName: long } }));
    await page.goto(url);
    const look = async () => {
      // Elements are there before their style is.
      await page.waitForLoadState("load");
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await page.evaluate(lowContrast)).toEqual([]);
    };
    await look();
    await page.getByRole("link", { name: "+15550001111" }).click();
    await chats().getByRole("link", { name: long }).waitFor();
    await look();
    await chats().getByRole("link", { name: long }).click();
    await messages().getByRole("heading", { name: long }).waitFor();
    await look();
    if (width === 360) await messages().getByRole("link", { name: "All chats" }).click();
    await chats().getByRole("link", { name: "(VIP)" }).click();
    await messages().getByRole("heading", { name: "(VIP)" }).waitFor();
    await look();
    // And a text that is hard to read is found.
    await page.evaluate("document.querySelector('h1 a').style.color = 'light-dark(#888, #555)'");
    expect(await page.evaluate(lowContrast)).toEqual([": Inbox"]);
  });

  it("shows the same without a script, but for what arrives meanwhile", async () => {
    await reopen({ javaScriptEnabled: false });
    await send(messageChange(textMessage("Hello"), { customer: ada }));
    await openNumber();
    await chats().getByRole("link", { name: ada.profileName }).click();
    await bubble("Hello").waitFor();
    await page.getByText("Reload the page to see what is new.").waitFor();
  });
});

/** Texts whose contrast to what lies behind them is less than WCAG asks for at level AA. */
const lowContrast = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => channels(colour).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] > 0 || element.parentElement === null ? backgroundColor : behind(element.parentElement);
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!hasText || !element.checkVisibility()) continue;
    const [light, dark] = [getComputedStyle(element).color, behind(element)].map(luminance).sort((left, right) => right - left);
    if ((light + 0.05) / (dark + 0.05) < 4.5) low.push(element.className + ": " + element.textContent.trim().slice(0, 40));
  }
  return low;
})()`;
