import { describe, expect, test } from "vitest";
import { Contact, Metadata, WebhookError } from "../../../src/schemas/index.ts";

describe("Contact", () => {
  test.each([
    {},
    { profile: {} },
    { wa_id: "1" },
    { user_id: "US.1", parent_user_id: "US.ENT.1", profile: { username: "ana" } },
    { wa_id: "1", identity_key_hash: "h", profile: { name: "", added: 1 }, added: 2 },
  ])("may be %j", (contact) => {
    expect(Contact.safeParse(contact).success).toBe(true);
  });

  test.each([{ profile: [] }, { wa_id: {} }, { profile: { name: 5 } }])("is not %j", (contact) => {
    expect(Contact.safeParse(contact).success).toBe(false);
  });
});

describe("Metadata", () => {
  test("gives numbers as the texts they are", () => {
    expect(Metadata.parse({ display_phone_number: 15_550_001_111, phone_number_id: 700 })).toEqual({
      display_phone_number: "15550001111",
      phone_number_id: "700",
    });
  });
});

describe("WebhookError", () => {
  test.each([
    { code: 131060, title: "Unavailable" },
    { code: 131051, title: "Unsupported", details: "where they stood before 2025" },
    { code: 130429, title: "a", message: "b", error_data: { details: "c" }, href: "d" },
    {},
  ])("may be %j", (error) => {
    expect(WebhookError.parse(error)).toEqual(error);
  });

  test("has its code as a number", () => {
    expect(WebhookError.parse({ code: "131060" })).toEqual({ code: 131060 });
  });
});
