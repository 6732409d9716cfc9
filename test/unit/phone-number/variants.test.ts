import { describe, expect, test } from "vitest";
import { isSamePhoneNumber, parseWebhook, phoneNumberVariants } from "../../../src/index.ts";
import { comparableNumber } from "../../../src/phone-number/variants.ts";
import { metadata, metaWebhook, textMessage } from "../../fixtures/envelopes.ts";

const same: [title: string, left: string, right: string][] = [
  ["Brazil with and without the ninth digit", "5511987654321", "551187654321"],
  ["Brazil, another area", "5585912345678".replace("912345678", "981234567"), "558581234567"],
  ["Mexico with and without the 1", "5215512345678", "525512345678"],
  ["Argentina with and without the 9", "5491123456789", "541123456789"],
  ["Argentina, an area of four digits", "5492966123456", "542966123456"],
  ["formatting", "+1 (555) 000-1111", "15550001111"],
  ["formatting and a variant", "+55 11 98765-4321", "551187654321"],
  ["dots and no-break spaces", "+1.555.000\u00a01111", "15550001111"],
];

const different: [title: string, left: string, right: string][] = [
  ["a landline of Brazil and the mobile number it would become", "551133334444", "5511933334444"],
  ["Brazil, one digit apart", "5511987654321", "5511987654322"],
  ["Brazil, another area", "5511987654321", "5521987654321"],
  ["a number of another country with the digits of Mexico's 1", "5215512345678", "15512345678"],
  ["the same digits behind another country code", "15550001111", "445550001111"],
  ["a number and its beginning", "15550001111", "1555000111"],
  ["the United States, where nothing may be dropped", "12125550000", "1212555000"],
  ["two texts without a digit", "unknown", "private"],
  ["a text without a digit and itself", "unknown", "unknown"],
  ["empty texts", "", ""],
];

describe("isSamePhoneNumber", () => {
  test.each(same)("says yes to %s", (_, left, right) => {
    expect([isSamePhoneNumber(left, right), isSamePhoneNumber(right, left)]).toEqual([true, true]);
  });

  test.each(different)("says no to %s", (_, left, right) => {
    expect([isSamePhoneNumber(left, right), isSamePhoneNumber(right, left)]).toEqual([false, false]);
  });

  test("says no where a number is not known", () => {
    expect(isSamePhoneNumber(undefined, undefined)).toBe(false);
    expect(isSamePhoneNumber("15550001111", undefined)).toBe(false);
  });
});

describe("phoneNumberVariants", () => {
  test.each(same)("gives both ways of writing %s the same variants", (_, left, right) => {
    expect(phoneNumberVariants(left).toSorted()).toEqual(phoneNumberVariants(right).toSorted());
  });

  test("begins with the number as it was given, in digits", () => {
    expect(phoneNumberVariants("+52 55 1234 5678")).toEqual(["525512345678", "5215512345678"]);
  });

  test.each(["551133334444", "15550001111", "4915112345678", "5511", "549"])("leaves %s alone", (number) => {
    expect(phoneNumberVariants(number)).toEqual([number]);
  });

  test("has nothing to say of a text without digits", () => {
    expect(phoneNumberVariants("unknown")).toEqual([]);
  });
});

test("every variant of a number compares equal to it", () => {
  for (const [, left] of same) {
    expect(new Set(phoneNumberVariants(left).map(comparableNumber))).toEqual(new Set([comparableNumber(left)]));
  }
});

test("a number comes out as the sender wrote it, whatever it was compared with", () => {
  const from = "+55 11 8765-4321";
  const value = { metadata, contacts: [{ wa_id: "+55 (11) 98765-4321" }], messages: [textMessage({ from })] };
  const [event] = parseWebhook(metaWebhook("messages", value));
  expect(event).toMatchObject({ message: { from }, customer: { waId: "+55 (11) 98765-4321" } });
});
