import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as schemas from "../../../src/schemas/index.ts";
import { type JsonSchema, jsonSchemas } from "../../../src/schemas/index.ts";
import { fits } from "./json-schema-check.ts";

const generated = jsonSchemas();
const byName = new Map(Object.entries(schemas as Record<string, unknown>)) as Map<string, z.ZodType>;

const verdicts: [name: keyof typeof schemas, title: string, value: unknown, expected: boolean][] = [
  ["AccessToken", "a token", { access_token: "EAA", token_type: "bearer" }, true],
  ["AccessToken", "no token", { token_type: "bearer" }, false],
  ["AccessToken", "an empty token", { access_token: "" }, false],
  ["TokenInfo", "nothing at all", {}, true],
  ["TokenInfo", "permissions that are no list", { scopes: "all" }, false],
  ["GranularScope", "a permission for all assets", { scope: "whatsapp_business_management" }, true],
  ["GranularScope", "assets that are no list", { scope: "whatsapp_business_management", target_ids: "all" }, false],
  ["PhoneNumber", "an id that is a number", { id: 200000000000002 }, true],
  ["PhoneNumber", "no id", { verified_name: "Corner Bakery" }, false],
  ["PhoneNumber", "a platform that is not listed", { id: "2", platform_type: "MOON" }, true],
  ["WhatsAppBusinessAccount", "an id that is a number", { id: 100000000000001, name: "Corner Bakery" }, true],
  ["WhatsAppBusinessAccount", "no id", { name: "Corner Bakery" }, false],
  ["SubscribedApp", "an app of which nothing is said", {}, true],
  ["WebhookConfiguration", "no address", {}, true],
  ["AppSubscription", "fields as objects and as names", { object: "page", fields: [{ name: "feed" }, "feed"] }, true],
  ["AppSubscription", "no object", { fields: [] }, false],
  ["AppSubscription", "a field that is a number", { object: "page", fields: [1] }, false],
  ["SyncRequest", "no id", {}, true],
  ["MediaAddress", "no address", { id: "3" }, false],
  ["Success", "a yes", { success: true }, true],
  ["Success", "a quoted yes", { success: "true" }, true],
  ["Success", "a no", { success: false }, false],
];

describe("the schemas of Meta's answers, and their JSON Schemas, say the same:", () => {
  it.each(verdicts)("%s, %s", (name, _, value, expected) => {
    expect(byName.get(name)?.safeParse(value).success).toBe(expected);
    expect(fits(generated[name] as JsonSchema, value)).toBe(expected);
  });
});

describe("a member that nothing depends on", () => {
  it.each([
    ["AccessToken", { access_token: "EAA" }, "expires_in", {}],
    ["TokenInfo", {}, "is_valid", "yes"],
    ["PhoneNumber", { id: "2" }, "is_on_biz_app", "true"],
    ["PhoneNumber", { id: "2" }, "throughput", "STANDARD"],
    ["SyncRequest", {}, "request_id", []],
    ["MediaAddress", { url: "https://example.com/" }, "file_size", {}],
  ] as const)("counts as absent where it is malformed: %s, %j, %s %j", (name, value, member, malformed) => {
    const schema = byName.get(name);
    for (const nothing of [malformed, "", null]) {
      expect(schema?.parse({ ...value, [member]: nothing })).toEqual(schema?.parse(value));
    }
  });

  it("leaves the members beside it alone", () => {
    const number = { id: "2", is_on_biz_app: 1, verified_name: "Corner Bakery", added: [1] };
    expect(schemas.PhoneNumber.parse(number)).toEqual({ id: "2", verified_name: "Corner Bakery", added: [1] });
  });
});

describe("a list", () => {
  it.each([undefined, null, ""])("is empty where it is %j", (fields) => {
    expect(schemas.AppSubscription.parse({ object: "page", fields })).toEqual({ object: "page", fields: [] });
  });
});
