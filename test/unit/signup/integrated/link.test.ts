import { describe, expect, it } from "vitest";
import { type IntegratedOnboardingLinkOptions, integratedOnboardingLink } from "../../../../src/signup/index.ts";

const partnerId = "ExamplePA";
const build = (options: Omit<IntegratedOnboardingLinkOptions, "partnerId"> = {}): string =>
  integratedOnboardingLink({ partnerId, ...options });

describe("integratedOnboardingLink", () => {
  it.each([
    ["leads where 360dialog's own button leads, by default", {}, "https://hub.360dialog.com/dashboard/app/ExamplePA"],
    ["leads there as v1", { version: "v1" }, "https://hub.360dialog.com/dashboard/app/ExamplePA"],
    ["leads to the newer application as v2", { version: "v2" }, "https://app.360dialog.com/onboarding/ExamplePA"],
    [
      "leads to the third documented address with its path",
      { path: "/dashboard/app/{partnerId}/permissions" },
      "https://hub.360dialog.com/dashboard/app/ExamplePA/permissions",
    ],
    [
      "leads to another host",
      { baseUrl: "https://hub.example.com" },
      "https://hub.example.com/dashboard/app/ExamplePA",
    ],
    [
      "keeps the path of another host",
      { baseUrl: "https://example.com/proxy/", version: "v2" },
      "https://example.com/proxy/onboarding/ExamplePA",
    ],
    ["leads to a stand-in on this machine", { baseUrl: "http://127.0.0.1:4000", path: "/" }, "http://127.0.0.1:4000/"],
    [
      "stays on its host whatever the path is",
      { path: "//evil.example/{partnerId}" },
      "https://hub.360dialog.com//evil.example/ExamplePA",
    ],
  ] as const)("%s", (_, options, link) => {
    expect(build(options)).toBe(link);
  });

  it("carries every documented parameter under 360dialog's name", () => {
    const link = build({
      number: "+15550001111",
      email: "owner@example.com",
      name: "Corner & Bakery",
      state: "a state",
      redirectUrl: "https://app.example.com/connected?tab=1",
      next: "login",
      planSelection: "premium",
      flow: "a-flow",
      preverifiedPhoneNumberId: "200000000000002",
      signature: { io_signature: "00ff", io_timestamp: "1760000000" },
    });
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      number: "+15550001111",
      email: "owner@example.com",
      name: "Corner & Bakery",
      state: "a state",
      redirect_url: "https://app.example.com/connected?tab=1",
      next: "login",
      plan_selection: "premium",
      flow: "a-flow",
      preverified_phone_number_id: "200000000000002",
      io_signature: "00ff",
      io_timestamp: "1760000000",
    });
  });

  it.each([undefined, "", "  "])("leaves out what is %j", (blank) => {
    const link = build({ number: blank, name: blank, redirectUrl: blank || undefined, parameters: { extra: blank } });
    expect(link).toBe("https://hub.360dialog.com/dashboard/app/ExamplePA");
  });

  it("takes parameters it does not know", () => {
    expect(build({ parameters: { lang: "de" } })).toBe("https://hub.360dialog.com/dashboard/app/ExamplePA?lang=de");
  });

  it("has a parameter once, when it is given as an option and by its name", () => {
    const link = build({ state: "one", parameters: { state: "other" } });
    expect(new URL(link).searchParams.getAll("state")).toEqual(["other"]);
  });

  it.each([
    ["partnerId", { partnerId: "" }],
    ["partnerId", { partnerId: "Example/../PA" }],
    ["partnerId", { partnerId: undefined }],
    ["version", { version: "v3" }],
    ["baseUrl", { baseUrl: "http://hub.360dialog.com" }],
    ["baseUrl", { baseUrl: "hub.360dialog.com" }],
    ["baseUrl", { baseUrl: "https://canary@hub.360dialog.com" }],
    ["baseUrl", { baseUrl: "https://:canary@hub.360dialog.com" }],
    ["baseUrl", { baseUrl: "https://hub.360dialog.com/?canary=1" }],
    ["baseUrl", { baseUrl: "https://hub.360dialog.com/?" }],
    ["baseUrl", { baseUrl: "https://hub.360dialog.com/#" }],
    ["path", { path: ".evil.example/" }],
    ["path", { path: "/canary?next=login" }],
    ["path", { path: "/canary#here" }],
    ["redirectUrl", { redirectUrl: "javascript:canary()" }],
    ["redirectUrl", { redirectUrl: "/canary" }],
    ["next", { next: true }],
    ["number", { number: 15550001111 }],
    ["extra", { parameters: { extra: ["canary"] } }],
  ])("refuses an unusable %s, and does not print it: %j", (field, options) => {
    const attempt = () => integratedOnboardingLink({ partnerId, ...options } as IntegratedOnboardingLinkOptions);
    expect(attempt).toThrow(expect.objectContaining({ name: "InvalidInputError", field }));
    expect(attempt).not.toThrow(/canary|15550001111/);
  });
});
