import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PhoneNumberError } from "../../../src/eligibility/phone-number/phone-number-error.ts";
import { readPhoneNumber, readRegion } from "../../../src/eligibility/phone-number/read-phone-number.ts";
import { InvalidInputError } from "../../../src/errors/index.ts";
import { allRegions, exampleNumberOf } from "./example-number.ts";

/** What is wrong with a number, and what its error says. */
function refusalOf(text: unknown, region?: string): InvalidInputError {
  try {
    readPhoneNumber(text, region);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error("The number was taken.");
}

describe("a region", () => {
  it.each(["DE", "de", " De "])("is read in upper or lower case: %j", (text) => {
    expect(readRegion(text)).toBe("DE");
  });

  it.each(["Germany", "constructor", "001", "XX", ["DE"], 49])("is refused where it is none: %j", (value) => {
    expect(() => readRegion(value)).toThrow(expect.objectContaining({ code: "invalid_input", field: "region" }));
  });
});

describe("a phone number", () => {
  it.each(["+49 1512 3456789", "+49 (1512) 345-67-89", "4915123456789", " +4915123456789 ", "＋49 1512 3456789"])(
    "may be written as %j",
    (text) => {
      expect(readPhoneNumber(text)).toEqual({ number: "+4915123456789", region: "DE", possibleRegions: ["DE"] });
    },
  );

  it("may be a landline, which the app runs on as well", () => {
    expect(readPhoneNumber("+55 11 3333-4444").region).toBe("BR");
  });

  it.each([
    ["", "missing"],
    [" \u200e", "missing"],
    ["a shop in Berlin", "not_a_number"],
    ["call +49 1512 3456789 now", "not_a_number"],
    [undefined, "missing"],
    [null, "missing"],
    [4915123456789, "not_a_number"],
    ["0151 23456789", "no_country"],
    ["00 49 1512 3456789", "no_country"],
    ["(030) 123456", "no_country"],
    ["+999 123456", "unknown_calling_code"],
    ["+49 1", "too_short"],
    ["+49 1512 3456789 0123456", "too_long"],
    ["+1 555 000 1111", "not_in_plan"],
    ["+49 1512 3456789 ext. 5", "extension"],
  ])("that is %j is refused as %s", (text, problem) => {
    const error = refusalOf(text);
    expect(error).toMatchObject({ name: "PhoneNumberError", code: "invalid_input", field: "phoneNumber", problem });
    expect(error.toJSON()).toMatchObject({ problem });
  });

  it("is taken although no plan has it, where its region is named: plans grow", () => {
    const origin = { number: "+15550001111", region: "US", possibleRegions: ["US"] };
    expect(readPhoneNumber("+1 555 000 1111", "US")).toEqual(origin);
  });

  it("has to have the calling code of the region that is named", () => {
    expect(refusalOf("+49 1512 3456789", "FR")).toMatchObject({ code: "invalid_input", field: "region" });
  });

  it.each([
    ["5215512345678", "MX"],
    ["+52 1 55 1234 5678", "MX"],
    ["525512345678", "MX"],
    ["553181234567", "BR"],
    ["5531981234567", "BR"],
    ["+55 31 8123-4567", "BR"],
    ["5491123456789", "AR"],
    ["541123456789", "AR"],
  ])("may be written as WhatsApp does, with digits that its plan has moved: %s", (text, region) => {
    expect(readPhoneNumber(text).region).toBe(region);
    expect(readPhoneNumber(text, region).region).toBe(region);
  });

  it.each(["\u202a+55 11 96123-4567\u202c", "+5511961234567\u200e", "tel:+5511961234567", "\ufeff5511961234567"])(
    "may carry what address books put around it: %j",
    (text) => {
      expect(readPhoneNumber(text).number).toBe("+5511961234567");
    },
  );

  it("of no country has no region", () => {
    expect(readPhoneNumber("+883 5100 12345")).toEqual({
      number: "+883510012345",
      region: undefined,
      possibleRegions: [],
    });
  });

  it.each([
    ["+7 701 234 5678", ["KZ"]],
    ["+7 912 345 6789", ["RU"]],
    ["+44 7781 123456", ["GG"]],
    ["+44 7797 712345", ["JE"]],
    ["+44 7624 123456", ["IM"]],
    ["+44 20 7183 8750", ["GB"]],
    ["+61 8 9164 1234", ["CX"]],
    ["+61 8 9162 1234", ["CC"]],
    ["+61 412 345 678", ["AU", "CC", "CX"]],
    ["+39 312 345 6789", ["IT", "VA"]],
    ["+39 06 698 12345", ["VA"]],
    ["+47 41 23 45 67", ["NO", "SJ"]],
    ["+47 79 12 34 56", ["SJ"]],
    ["+358 41 2345678", ["FI", "AX"]],
    ["+358 18 123456", ["AX"]],
    ["+262 692 12 34 56", ["RE"]],
    ["+590 690 00 12 34", ["GP", "BL", "MF"]],
    ["+594 694 20 12 34", ["GF"]],
    ["+596 696 20 12 34", ["MQ"]],
    ["+212 650-123456", ["MA", "EH"]],
    ["+1 868 291 1234", ["TT"]],
    ["+1 204 234 5678", ["CA"]],
    ["+90 501 234 56 78", ["TR"]],
  ])("%s belongs to %j", (text, regions) => {
    expect(readPhoneNumber(text)).toMatchObject({ region: regions[0], possibleRegions: regions });
  });

  it("that is free of charge in all of North America belongs to all of it", () => {
    const { region, possibleRegions } = readPhoneNumber("+1 800 234 5678");
    expect(region).toBe("US");
    expect(possibleRegions).toEqual(expect.arrayContaining(["CA", "JM", "TT"]));
  });

  it.each(allRegions)("of %s is recognised", (region) => {
    expect(readPhoneNumber(exampleNumberOf(region)).possibleRegions).toContain(region);
  });

  it("is one or is refused with its reason, whatever the text, and the text is not in the error", () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^\+?[\d ()-]{0,30}$/),
      fc.stringMatching(/^\+\d{8,15}(;ext=\d{1,9})?$/),
    );
    fc.assert(
      fc.property(text, (value) => {
        try {
          expect(readPhoneNumber(value).number).toMatch(/^\+\d{4,17}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(PhoneNumberError);
          const digits = value.replace(/\D/g, "");
          if (digits.length > 3) expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(value);
        }
      }),
    );
  });
});
