import { describe, expect, test } from "vitest";
import { AccountUpdateValue, DisconnectionInfo } from "../../../src/schemas/index.ts";

describe("DisconnectionInfo", () => {
  test.each([
    "ACCOUNT_DISCONNECTED",
    "BUSINESS_DOWNGRADE",
    "CHANGE_NUMBER",
    "COMPANION_INACTIVITY",
    "PRIMARY_INACTIVITY",
    "USER_RE_REGISTERED",
    "A_SEVENTH_REASON",
  ])("takes the reason %s", (reason) => {
    expect(DisconnectionInfo.parse({ reason, initiated_by: "SYSTEM" })).toEqual({ reason, initiated_by: "SYSTEM" });
  });

  test("may be empty, because the sender calls both members optional", () => {
    expect(DisconnectionInfo.parse({})).toEqual({});
  });
});

describe("AccountUpdateValue", () => {
  test("needs nothing but its event", () => {
    expect(AccountUpdateValue.parse({ event: "ACCOUNT_OFFBOARDED" })).toEqual({ event: "ACCOUNT_OFFBOARDED" });
    expect(AccountUpdateValue.safeParse({}).success).toBe(false);
  });

  test("keeps members that no page documents, at every depth", () => {
    const value = { event: "SOMETHING_NEW", added: 1, waba_info: { added: [2] }, restriction_info: [{ added: 3 }] };
    expect(AccountUpdateValue.parse(value)).toEqual(value);
  });

  test("gives every id as a text and every time as Unix seconds in a text", () => {
    const value = {
      event: "ACCOUNT_RESTRICTION",
      phone_number: 15_550_001_111,
      waba_info: { waba_id: 900, solution_partner_business_ids: [600, "601"] },
      restriction_info: [{ restriction_type: "A_NEW_ONE", expiration: 1_780_000_000 }],
    };
    expect(AccountUpdateValue.parse(value)).toEqual({
      event: "ACCOUNT_RESTRICTION",
      phone_number: "15550001111",
      waba_info: { waba_id: "900", solution_partner_business_ids: ["600", "601"] },
      restriction_info: [{ restriction_type: "A_NEW_ONE", expiration: "1780000000" }],
    });
  });

  test.each([
    ["waba_info", []],
    ["disconnection_info", "SYSTEM"],
    ["restriction_info", {}],
    ["partner_client_certification_info", { rejection_reasons: "NONE" }],
  ])("is malformed when %s is %j", (member, bad) => {
    const result = AccountUpdateValue.safeParse({ event: "X", [member]: bad });
    expect(result.error?.issues[0]?.path[0]).toBe(member);
  });
});
