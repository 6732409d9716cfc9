import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningExample, startExample } from "../integration/start-example.ts";
import { launchChromium, withoutChromium } from "./chromium.ts";

describe.skipIf(withoutChromium)("the example eligibility, in Chromium (skipped where there is none)", () => {
  let example: RunningExample;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample("eligibility"), launchChromium()]);
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(example.url);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    example?.kill();
    await browser?.close();
  });

  /** Sends the form, and waits for the whole of the next page. */
  const press = async (name: string): Promise<void> => {
    const loading = page.waitForEvent("load");
    await page.getByRole("button", { name, exact: true }).click();
    await loading;
  };
  const focused = () => page.evaluate("document.activeElement.id");
  const answer = (question: string, word: string) =>
    page.getByRole("group", { name: question }).getByRole("radio", { name: word, exact: true }).check();
  const verdict = () => page.locator("#verdict").getByRole("heading").innerText();
  const verdictBeside = (question: string) =>
    page.getByRole("row").filter({ hasText: question }).getByRole("cell").first().innerText();
  const fillIn = async (phoneNumber: string) => {
    await page.getByLabel("Phone number").fill(phoneNumber);
    await page.getByLabel("Version of the app").fill("2.24.17.78");
    await page.getByLabel("In use in the app since").fill("2024-05-06");
    await answer("Has a Meta business portfolio", "Yes");
  };

  it("leads from the form to a verdict that an answer changes, and changes back", async () => {
    await fillIn("+1 202 555 0123");
    await press("Check");
    expect(await verdict()).toBe("Not known as long as this is open: webhook.");
    expect(await verdictBeside("Does your webhook answer a probe?")).toMatch(/Not known$/);

    await answer("Does your webhook answer a probe?", "Yes");
    await press("Check again");
    expect(await verdict()).toMatch(/^Yes,/);
    expect(await verdictBeside("Does your webhook answer a probe?")).toMatch(/Met$/);

    await answer("Is the account free of the credit lines of earlier partners?", "No");
    await press("Check again");
    expect(await verdict()).toBe("No, not while this is in the way: credit line.");
    await answer("Is the account free of the credit lines of earlier partners?", "Not known");
    await press("Check again");
    expect(await verdict()).toMatch(/^Yes,/);
  });

  it("tells another story for another route", async () => {
    await fillIn("+49 1522 8817386");
    await answer("Comes over through", "360dialog");
    await press("Check");
    expect(await verdict()).toBe("No, not while this is in the way: country.");
    expect(await page.getByRole("listitem").last().innerText()).toContain("360dialog");
    await answer("Comes over through", "Meta");
    await press("Check again");
    expect(await verdict()).toBe("Not known as long as this is open: webhook.");
    expect(await page.getByRole("listitem").last().innerText()).not.toContain("360dialog");
  });

  it("can be gone through with the keyboard alone", async () => {
    await page.keyboard.press("Tab");
    await page.keyboard.type("+1 202 555 0123");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("verdict");
    const link = page.getByRole("link", { name: "Which version of the WhatsApp Business app is on the phone?" });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("appVersion");
    await page.keyboard.type("2.24.9");
    await page.keyboard.press("Enter");
    await page.getByText("No, not while this is in the way: app version.").waitFor();
  });

  it("leads to the field that is wrong, and keeps what was entered", async () => {
    await fillIn("0151 23456789");
    await press("Check");
    await page.getByText("The country is missing.").waitFor();
    await expect.poll(focused).toBe("phoneNumber");
    expect(await page.getByLabel("Phone number").inputValue()).toBe("0151 23456789");
    expect(await page.getByLabel("Version of the app").inputValue()).toBe("2.24.17.78");
    expect(await page.title()).toMatch(/^Please correct/);
  });

  it("keeps the number out of the address", async () => {
    await fillIn("+1 202 555 0123");
    await press("Check");
    expect(page.url()).toBe(`${example.url}/#verdict`);
  });

  it("labels every field, and names every group of them", async () => {
    await fillIn("+358 41 2345678");
    await press("Check");
    const unlabelled = "[...document.querySelectorAll('input')].filter(({ labels }) => labels.length === 0).length";
    const unnamed = "document.querySelectorAll('fieldset:not(:has(> legend:first-child))').length";
    expect(await page.evaluate(`[${unlabelled}, ${unnamed}]`)).toEqual([0, 0]);
    expect(await page.getByRole("radio").count()).toBeGreaterThan(10);
    const ids = (await page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")) as string[];
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(["light", "dark"] as const)("needs no scrolling sideways on a phone, in %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const widest = () => page.evaluate("document.documentElement.scrollWidth");
    expect(await widest()).toBe(390);
    await fillIn("+358 41 2345678");
    await press("Check");
    expect(await widest()).toBe(390);
    // A row is a card there, and still a row to those who listen.
    expect(await page.getByRole("row").count()).toBeGreaterThan(8);
    expect(await page.getByRole("columnheader", { name: "What to do" }).count()).toBe(1);
  });
});
