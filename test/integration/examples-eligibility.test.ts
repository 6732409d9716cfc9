import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningExample, startExample } from "./start-example.ts";

describe("the example eligibility", () => {
  let example: RunningExample;
  let url: string;

  beforeAll(async () => {
    example = await startExample("eligibility");
    ({ url } = example);
  });
  afterAll(() => example?.kill());

  const post = (fields: Record<string, string>): Promise<Response> =>
    fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  const textOf = async (fields: Record<string, string>): Promise<string> => (await post(fields)).text();
  /** The verdict of the whole, or of one requirement. */
  const verdictIn = (html: string): string | undefined => /<h2 id="conclusion">(.*?)<\/h2>/.exec(html)?.[1];
  const verdictOf = (requirement: string, html: string): string | undefined =>
    new RegExp(`<th scope="row">${requirement}</th>\\s*<td><span[^>]*>(.*?)<`).exec(html)?.[1];

  const known = {
    route: "meta",
    phoneNumber: "+1 202 555 0123",
    appVersion: "2.24.17",
    inUseSince: "2024-05-06",
    hasBusinessPortfolio: "yes",
    answer_webhook: "yes",
  };
  const { answer_webhook: _, ...withoutAnswer } = known;

  it("serves its page with everything that the page asks for, and without a script", async () => {
    const html = await (await fetch(url)).text();
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(files).toEqual(["/page.css", "/eligibility.css"]);
    for (const file of files) {
      const answer = await fetch(url + file);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/css"]);
    }
    expect(html).not.toContain("<script");
  });

  it("says yes where nothing is open, and lists what the owner should know", async () => {
    const html = await textOf(known);
    expect(verdictIn(html)).toMatch(/^Yes,/);
    expect(html).toMatch(/Before you agree[\s\S]*<li>[^<]*2\.24\.17/);
  });

  it("names what is open, and takes an answer for it", async () => {
    expect(verdictIn(await textOf(withoutAnswer))).toBe("Not known as long as this is open: webhook.");
    const refused = await textOf({ ...known, answer_webhook: "no" });
    expect(verdictIn(refused)).toBe("No, not while this is in the way: webhook.");
    expect(refused).toContain("Probe it, and repair what the probe names.");
  });

  it("judges by the route", async () => {
    const german = { ...known, phoneNumber: "+49 1522 8817386" };
    expect(verdictOf("country", await textOf(german))).toBe("Met");
    const html = await textOf({ ...german, route: "360dialog" });
    expect([verdictOf("country", html), verdictIn(html)]).toEqual([
      "Not met",
      "No, not while this is in the way: country.",
    ]);
  });

  it("says what to do about an app that is too old", async () => {
    const html = await textOf({ ...known, appVersion: "2.24.9" });
    expect(verdictOf("app version", html)).toBe("Not met");
    expect(html).toContain("Update the WhatsApp Business app");
  });

  it("asks for a version again that is none", async () => {
    const html = await textOf({ ...known, appVersion: "the newest" });
    expect(verdictOf("app version", html)).toBe("Not known");
    expect(html).toContain('<a href="#appVersion">');
  });

  it.each(["appVersion", "inUseSince", "hasBusinessPortfolio"])(
    "leads from the question to the field %s that was left blank, which answers it",
    async (field) => {
      const html = await textOf({ ...known, route: "360dialog", [field]: "" });
      expect(html).toContain(`<a href="#${field}">`);
      expect(html).toContain(`id="${field}"`);
    },
  );

  it("asks for a yes or a no where no field of the form answers", async () => {
    const today = { ...known, route: "360dialog", inUseSince: new Date().toISOString().slice(0, 10) };
    expect(verdictIn(await textOf(today))).toBe("Not known as long as this is open: time in use.");
    expect(await textOf(today)).toContain('name="answer_tenure" value="yes"');
    expect(verdictIn(await textOf({ ...today, answer_tenure: "yes" }))).toMatch(/^Yes,/);
  });

  it("takes no answer to what it does not ask any more", async () => {
    const leftOver = { answer_tenure: "no", answer_country: "no", answer_app_version: "no", answer_nothing: "no" };
    expect(verdictIn(await textOf({ ...known, ...leftOver }))).toMatch(/^Yes,/);
  });

  it("asks whether somebody will make the portfolio that is not there", async () => {
    const fields = { ...known, route: "360dialog", hasBusinessPortfolio: "no" };
    expect(verdictIn(await textOf(fields))).toBe("Not known as long as this is open: business portfolio.");
    expect(verdictIn(await textOf({ ...fields, answer_business_portfolio: "yes" }))).toMatch(/^Yes,/);
  });

  it("asks for the country of a number that several share, and judges for it", async () => {
    const shared = { ...known, phoneNumber: "+358 41 2345678" };
    expect(await textOf(shared)).toContain("Several share such numbers: FI (Finland) and AX (Åland Islands).");
    expect(await textOf({ ...shared, region: "ax" })).toContain("Judged as a number of Åland Islands, through Meta.");
  });

  it.each([
    ["", "Enter a number."],
    ["  ", "Enter a number."],
    ["the shop's", "This is no phone number."],
    ["0151 23456789", "The country is missing."],
    ["+999 1234567", "No country has this calling code."],
    ["+49 151", "This number is too short for its country."],
    ["+1 202 555 01234", "This number is too long for its country."],
    ["+1 202 055 0123", "There are no such numbers in its country."],
    ["+1 202 555 0123 ext. 4", "Leave out the extension"],
  ])("says beside the field why %j is no number", async (phoneNumber, text) => {
    const answer = await post({ ...known, phoneNumber });
    const html = await answer.text();
    expect([answer.status, verdictIn(html)]).toEqual([422, undefined]);
    expect(/<p class="wrong" id="phoneNumber-problem">(.*?)<\/p>/.exec(html)?.[1]).toContain(
      text.replaceAll("'", "&#39;"),
    );
    expect(html).toMatch(/id="phoneNumber"[^>]*aria-describedby="[^"]*phoneNumber-problem" aria-invalid="true"/);
  });

  it("goes on with a number that is in no plan yet, once its country is named", async () => {
    const newer = { ...known, phoneNumber: "+1 202 055 0123" };
    expect(await textOf(newer)).toContain('<label for="region">');
    expect(verdictIn(await textOf({ ...newer, region: "US" }))).toMatch(/^Yes,/);
  });

  it.each([
    ["region", "FR"],
    ["region", "America"],
    ["inUseSince", "2999-12-31"],
    ["inUseSince", "yesterday"],
  ])("says beside the field %s that %j cannot be used", async (field, value) => {
    const answer = await post({ ...known, [field]: value });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`id="${field}-problem"`);
  });

  it("escapes what was entered", async () => {
    const entered = `"><script>alert('1')</script>`;
    const fields = { phoneNumber: entered, appVersion: entered, region: entered, route: entered, inUseSince: entered };
    for (const html of [await textOf(fields), await textOf({ ...known, appVersion: entered })]) {
      expect(html).not.toContain("<script");
      expect(html).toContain("&quot;&gt;&lt;script&gt;");
    }
  });

  it("lets no script run and nothing be kept by a cache", async () => {
    const { headers } = await post(known);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("refuses a form that is far too large", async () => {
    expect((await post({ phoneNumber: "1".repeat(20_000) })).status).toBe(413);
  });

  it("has printed its address and nothing else", async () => {
    await post(known);
    await post({ ...known, phoneNumber: "0151 23456789" });
    expect(example.printed()).toBe(`Open ${url}\n`);
  });

  it("ends by itself on SIGTERM", async () => {
    expect(await example.end()).toEqual([0, null]);
  });

  it("ends by itself on Ctrl+C", async () => {
    example = await startExample("eligibility");
    expect(await example.end("SIGINT")).toEqual([0, null]);
  });
});
