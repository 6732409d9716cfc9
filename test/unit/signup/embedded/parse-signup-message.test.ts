import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSignupMessage, type SignupMessage } from "../../../../src/signup/index.ts";

const origin = "https://www.facebook.com";
const write = (event: unknown, data: unknown = {}, others: object = {}): string =>
  JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", event, data, ...others });
const read = (event: unknown, data?: unknown, others?: object): SignupMessage | undefined =>
  parseSignupMessage({ origin, data: write(event, data, others) });

const left = write("CANCEL", { current_step: "PHONE_NUMBER_SETUP" });

describe("parseSignupMessage takes messages", () => {
  it.each([
    "https://facebook.com",
    "https://www.facebook.com",
    "https://web.facebook.com",
    "https://business.facebook.com",
    "https://a.b.c-d.facebook.com",
  ])("from %s", (from) => {
    expect(parseSignupMessage({ origin: from, data: left })).toBeDefined();
  });
});

describe("parseSignupMessage takes no message", () => {
  it.each([
    "https://evilfacebook.com",
    "https://evil-facebook.com",
    "https://facebook.com.evil.example",
    "https://www.facebook.com.evil.example",
    "https://evil.example/facebook.com",
    "https://evil.example?.facebook.com",
    "https://evil.example#.facebook.com",
    "https://evil.example\\.facebook.com",
    "https://evil.example:443#www.facebook.com",
    "https://user@www.facebook.com",
    "https://www.facebook.com@evil.example",
    "https://www.facebook.com:443",
    "https://www.facebook.com:8443",
    "https://www.facebook.com/",
    "https://www.facebook.com.",
    "https://.facebook.com",
    "https://www..facebook.com",
    "https://www.facebook.com\n",
    " https://www.facebook.com",
    "https://evil.example\nhttps://www.facebook.com",
    "https://www.facebook.comm",
    "https://www.facebook.co",
    "https://www.facebook.org",
    "https://facebook",
    "https://faceboоk.com", // with a Cyrillic о
    "https://wwwxfacebookxcom",
    "http://www.facebook.com",
    "http://facebook.com",
    "ftp://www.facebook.com",
    "javascript:https://www.facebook.com",
    "//www.facebook.com",
    "www.facebook.com",
    "facebook.com",
    "https://",
    "null",
    "*",
    "",
    undefined,
    null,
    ["https://www.facebook.com"],
    { toString: () => "https://www.facebook.com" },
  ])("from %j", (from) => {
    expect(parseSignupMessage({ origin: from as string, data: left })).toBeUndefined();
  });

  it.each([
    ["text that is no JSON", "FB_IFRAME:ready"],
    ["the text of the SDK's own channel", "cb=f1&domain=app.example.com&type=unload"],
    ["nothing", ""],
    ["cut JSON", left.slice(0, -1)],
    ["null", "null"],
    ["a number", "7"],
    ["a list", `[${left}]`],
    ["an object that was not written as text", JSON.parse(left)],
    ["no data", undefined],
    ["another type", JSON.stringify({ type: "WA_OTHER", event: "CANCEL", data: {} })],
    ["a type in a list", JSON.stringify({ type: ["WA_EMBEDDED_SIGNUP"], event: "CANCEL", data: {} })],
    ["no event", JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", data: {} })],
    ["an event that is no text", write(7)],
  ])("that is %s", (_, data) => {
    expect(parseSignupMessage({ origin, data })).toBeUndefined();
  });

  it.each([undefined, null, 7, "text", {}, { origin }])("of an event like %j", (event) => {
    expect(parseSignupMessage(event as never)).toBeUndefined();
  });
});

describe("parseSignupMessage reads the end of a sign-up", () => {
  it.each([
    "FINISH",
    "FINISH_ONLY_WABA",
    "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING",
    "FINISH_OBO_MIGRATION",
    "FINISH_GRANT_ONLY_API_ACCESS",
    "FINISH_SOMETHING_NEW",
  ])("%s", (event) => {
    const data = { waba_id: "100000000000001" };
    expect(read(event, data)).toEqual({ outcome: "finished", event, wabaId: "100000000000001", data });
  });

  it("with every id, and what else Meta wrote", () => {
    const data = {
      waba_id: "100000000000001",
      phone_number_id: "200000000000002",
      business_id: "500000000000005",
      ad_account_ids: ["800000000000008"],
    };
    expect(read("FINISH", data)).toEqual({
      outcome: "finished",
      event: "FINISH",
      wabaId: "100000000000001",
      phoneNumberId: "200000000000002",
      businessId: "500000000000005",
      data,
    });
  });

  it("keeps every digit of a long id", () => {
    expect(read("FINISH", { waba_id: "98765432109876543210" })).toMatchObject({ wabaId: "98765432109876543210" });
  });

  it.each([
    ["the first of the accounts, where there is no other", { waba_ids: ["100000000000001", "100000000000002"] }],
    ["the account by itself rather than the list", { waba_id: "100000000000001", waba_ids: ["100000000000002"] }],
    ["the first that is an id", { waba_id: "", waba_ids: [null, "x", "100000000000001"] }],
  ])("takes %s", (_, data) => {
    expect(read("FINISH", data)).toMatchObject({ wabaId: "100000000000001" });
  });

  it.each([123456, "+15550001111", "12 34", "1e5", "", "x", null, true, ["1"], {}, "1".repeat(33), "٣٤٥", "1\n"])(
    "leaves out what is no id: %j",
    (id) => {
      const message = read("FINISH", { waba_id: id, phone_number_id: id, business_id: id });
      const { data, ...others } = message ?? { data: {} };
      expect(others).toStrictEqual({ outcome: "finished", event: "FINISH" });
    },
  );

  it.each([undefined, null, 7, "text", [["waba_id", "1"]]])("with data that is no object: %j", (data) => {
    const message = parseSignupMessage({
      origin,
      data: JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", event: "FINISH", data }),
    });
    expect(message).toStrictEqual({ outcome: "finished", event: "FINISH", data: {} });
  });

  it.each([3, "3"])("with the version written as %j", (version) => {
    expect(read("FINISH", {}, { version })).toStrictEqual({
      outcome: "finished",
      event: "FINISH",
      version: 3,
      data: {},
    });
  });

  it.each([null, "", "new", {}, true])("without a version where it is %j", (version) => {
    expect(read("FINISH", {}, { version })).not.toHaveProperty("version");
  });
});

describe("parseSignupMessage reads that the business left", () => {
  it.each(["BUSINESS_ACCOUNT_SELECTION", "PHONE_NUMBER_SETUP", "A_STEP_OF_TOMORROW"])("at %s", (currentStep) => {
    const data = { current_step: currentStep };
    expect(read("CANCEL", data)).toEqual({ outcome: "cancelled", event: "CANCEL", currentStep, data });
  });

  it.each([undefined, "", "a step with spaces", {}, null, "x".repeat(65)])("at no step where it is %j", (step) => {
    const message = read("CANCEL", { current_step: step });
    expect(message).toMatchObject({ outcome: "cancelled" });
    expect(message).not.toHaveProperty("currentStep");
  });
});

describe("parseSignupMessage reads that the sign-up failed", () => {
  const described = {
    error_message: "The name is not allowed.",
    session_id: "f0e1d2c3b4a59687",
    timestamp: "1790000000",
  };
  const known = { errorCode: "524126", errorMessage: "The name is not allowed.", sessionId: "f0e1d2c3b4a59687" };

  it.each([
    ["CANCEL", "error_id"],
    ["CANCEL", "error_code"],
    ["ERROR", "error_id"],
    ["ERROR", "error_code"],
  ])("from %s with %s", (event, member) => {
    const data = { ...described, [member]: "524126" };
    expect(read(event, data)).toEqual({ outcome: "failed", event, ...known, data });
  });

  it("prefers the newer name of the code", () => {
    expect(read("CANCEL", { error_id: "1", error_code: "2" })).toMatchObject({ errorCode: "2" });
  });

  it("takes a code that is a number", () => {
    expect(read("CANCEL", { error_code: 524126 })).toMatchObject({ errorCode: "524126" });
  });

  it.each([
    ["an ERROR that says nothing", "ERROR", {}],
    ["a CANCEL with a text alone", "CANCEL", { error_message: "No." }],
    ["a CANCEL with a step and an error", "CANCEL", { current_step: "PHONE_NUMBER_SETUP", error_id: "1" }],
    ["a CANCEL with a code that is none", "CANCEL", { error_code: "the number +1 555 000 1111" }],
  ])("from %s", (_, event, data) => {
    expect(read(event, data)).toMatchObject({ outcome: "failed" });
  });

  it("leaves out a code and a session that are no words", () => {
    const message = read("ERROR", { error_code: "the number +1 555", session_id: { id: 1 }, error_message: 7 });
    expect(Object.keys(message ?? {}).sort()).toEqual(["data", "event", "outcome"]);
  });
});

describe("parseSignupMessage on anything", () => {
  it("says that it does not know an event", () => {
    expect(read("PROGRESS", { step: 1 })).toEqual({ outcome: "unknown", event: "PROGRESS", data: { step: 1 } });
  });

  it("never throws", () => {
    const json = fc.json().map((data) => ({ origin, data }));
    const message = fc
      .record({
        event: fc.oneof(fc.constantFrom("FINISH", "CANCEL", "ERROR", "__proto__"), fc.string()),
        data: fc.oneof(
          fc.jsonValue(),
          fc.dictionary(
            fc.constantFrom("waba_id", "waba_ids", "phone_number_id", "error_code", "error_message", "session_id"),
            fc.jsonValue(),
          ),
        ),
        version: fc.jsonValue(),
      })
      .map(({ event, ...others }) => ({ origin, data: write(event, others.data, others) }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), json, message), (event) => {
        parseSignupMessage(event as never);
      }),
    );
  });

  it("never throws, whatever an object does when it is read", () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    expect(parseSignupMessage(hostile as never)).toBeUndefined();
    expect(parseSignupMessage({ origin, data: hostile })).toBeUndefined();
  });

  it("has ids of digits only, whatever is written", () => {
    const id = fc.oneof(fc.string(), fc.stringMatching(/^\d{1,40}$/), fc.integer(), fc.jsonValue());
    fc.assert(
      fc.property(id, id, fc.array(id), (waba_id, phone_number_id, waba_ids) => {
        const message = read("FINISH", { waba_id, phone_number_id, business_id: waba_id, waba_ids });
        if (message?.outcome !== "finished") throw new Error("It is the end of a sign-up.");
        const { wabaId = "0", phoneNumberId = "0", businessId = "0" } = message;
        for (const read of [wabaId, phoneNumberId, businessId]) expect(read).toMatch(/^\d{1,32}$/);
      }),
    );
  });

  it("takes origins of one form only", () => {
    const part = fc.constantFrom(
      "https://",
      "http://",
      "www.",
      "facebook.com",
      "evil",
      ".",
      ":443",
      "@",
      "/",
      "#",
      "-",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const from = parts.join("");
        if (parseSignupMessage({ origin: from, data: left }) === undefined) return;
        const url = new URL(from);
        expect([url.origin, url.protocol]).toEqual([from, "https:"]);
        expect(`.${url.host}`.endsWith(".facebook.com")).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

const published = new URL("../../../../../shared/fixtures/meta/", import.meta.url);
describe.skipIf(!existsSync(published))("the messages that Meta prints (needs the shared fixtures)", () => {
  it.each([
    ["FINISH", "finished"],
    ["FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", "finished"],
    ["CANCEL-step", "cancelled"],
    ["CANCEL-error", "failed"],
  ])("%s is %s", (name, outcome) => {
    const data = readFileSync(new URL(`embedded_signup.${name}.json`, published), "utf8");
    expect(parseSignupMessage({ origin, data })).toMatchObject({ outcome });
  });
});
