import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningExample, startExample } from "../integration/start-example.ts";
import { launchChromium, withoutChromium } from "./chromium.ts";

describe.skipIf(withoutChromium)("the examples with a page, in Chromium (skipped where there is none)", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let example: RunningExample;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    example.kill();
  });
  afterAll(() => browser?.close());

  const open = async (folder: string): Promise<void> => {
    example = await startExample(folder);
    await page.goto(example.url);
    await page.getByText("Stand-in: nothing here leaves this machine").waitFor();
  };
  const choose = (scenario: string) => page.getByLabel("The next sign-up").selectOption({ label: scenario });
  const press = (name: string) => page.getByRole("button", { name }).click();
  const see = async (text: string): Promise<void> => {
    const found = await page
      .getByText(text)
      .first()
      .waitFor()
      .then(
        () => true,
        () => false,
      );
    if (found) return;
    const says = await page.locator("main").innerText();
    throw new Error(`The page never says "${text}". It says:\n${says}\nThe example printed:\n${example.printed()}`);
  };
  /** Goes through the window of the sign-up. */
  const signUp = async (button: string, choice: string): Promise<void> => {
    const opening = page.waitForEvent("popup");
    await press(button);
    const popup = await opening;
    const closing = popup.waitForEvent("close");
    // The click may close the window before it is answered.
    const click = popup.getByText(choice, { exact: true }).click();
    await Promise.all([closing, click.catch(() => undefined)]);
  };

  describe("embedded-signup", () => {
    beforeEach(() => open("embedded-signup"));
    const connect = () => signUp("Connect with Facebook", "Connect the number");

    it("leads from the button to the history, and on to the messages of the phone", async () => {
      await connect();
      await see("4 contacts");
      await see("120 messages, 100 %");
      await press("Send a message");
      await see("From the phone: Your cake is ready.");
      await press("Receive a message");
      await see("1 sent from the phone, 1 received");
    });

    it("shows it where the business keeps its history to itself", async () => {
      await choose("goes well, without the history");
      await connect();
      await see("The business keeps its history to itself.");
    });

    it.each([
      ["Leave", "You left the sign-up."],
      ["Report an error", "The verified name is not allowed."],
    ])("offers the sign-up again after %s", async (choice, text) => {
      await signUp("Connect with Facebook", choice);
      await see(text);
      await connect();
      await see("120 messages, 100 %");
    });

    it("spends nothing while something is not ready, says what, and goes on from there", async () => {
      await choose("finds the app without a webhook field");
      await connect();
      await see("Not ready yet. Nothing is lost.");
      await see("The app gets no webhooks for history.");
      await choose("goes well");
      await press("Try again");
      await see("120 messages, 100 %");
    });

    it.each(["Its data arrive: go on", "Nothing arrived: ask once more"])(
      "lets a person decide where nobody knows whether the request for history worked: %s",
      async (decision) => {
        await choose("loses the answer to the request for history");
        await connect();
        await see("Nobody knows whether this worked.");
        await press(decision);
        await see("Connected.");
        await see("120 messages, 100 %");
      },
    );

    it("shows a pause and its end", async () => {
      await connect();
      await see("120 messages, 100 %");
      await press("Reinstall the app");
      await see("Your number is not connected.");
      await press("Let it reconnect");
      await see("Your number is connected.");
    });

    it("forgets a number that disconnected, and takes it again with a synchronization of its own", async () => {
      await connect();
      await see("120 messages, 100 %");
      await press("Leave it unused for two weeks");
      await see("You can sign up again at any time.");
      expect(await page.getByText("120 messages, 100 %").count()).toBe(0);
      await connect();
      await see("120 messages, 100 %");
    });

    it("ends by itself on SIGTERM", async () => {
      expect(await example.end()).toEqual([0, null]);
    });
  });

  describe("dialog360-connect", () => {
    beforeEach(() => open("dialog360-connect"));
    const connect = () => signUp("Connect with 360dialog", "Connect the number");

    it("leads from the button to the history, and on to the messages of the phone", async () => {
      await connect();
      await see("4 contacts");
      await see("120 messages, 100 %");
      await press("Send a message");
      await see("From the phone: Your cake is ready.");
      await press("Receive a message");
      await see("1 sent from the phone, 1 received");
    });

    it("waits for a channel that is not live yet", async () => {
      await choose("comes back before the channel is live");
      await connect();
      await see("Wait for the partner event channel_live.");
      await press("Let the channel go live");
      await see("120 messages, 100 %");
    });

    it("shows it where the business keeps its history to itself", async () => {
      await choose("goes well, without the history");
      await connect();
      await see("The business keeps its history to itself.");
    });

    it("connects nothing on the word of a redirect", async () => {
      await choose("comes back with somebody else's number");
      await connect();
      expect(await page.getByRole("alert").innerText()).toContain("This number cannot be connected here.");
      await see("Everything it depends on is checked first.");
    });

    it("lets the person confirm a number that comes back without its state", async () => {
      await choose("comes back without its state");
      await connect();
      await see("Did you choose the number that ends in 1111?");
      await press("Yes, connect it");
      await see("120 messages, 100 %");
    });

    it("offers the sign-up again where no number was shared", async () => {
      await signUp("Connect with 360dialog", "Share nothing");
      await see("No number was shared.");
      await connect();
      await see("120 messages, 100 %");
    });

    it("goes on in the same window where the two were cut apart", async () => {
      const link = await page.evaluate(() => fetch("/signup/link", { method: "POST" }).then((answer) => answer.json()));
      await page.goto(String(link));
      await page.getByText("Connect the number", { exact: true }).click();
      await see("120 messages, 100 %");
    });

    it("ends by itself on SIGTERM", async () => {
      expect(await example.end()).toEqual([0, null]);
    });
  });
});
