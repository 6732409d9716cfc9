import { describe, expect, it } from "vitest";
import { findNumber } from "../../../../../src/client/onboarding/meta/find-number.ts";
import { PhoneNumber } from "../../../../../src/schemas/index.ts";

const number = (changes: Record<string, unknown> = {}): PhoneNumber =>
  PhoneNumber.parse({ id: "200000000000002", is_on_biz_app: true, platform_type: "CLOUD_API", ...changes });
const other = (changes: Record<string, unknown> = {}): PhoneNumber => number({ id: "200000000000003", ...changes });

/** The id of the number that is found, or what does not hold. */
function find(numbers: readonly PhoneNumber[], phoneNumberId?: string): string | string[] {
  const { number, problems } = findNumber(numbers, phoneNumberId);
  return number !== undefined && problems.length === 0 ? number.id : problems.map(({ condition }) => condition);
}

describe("a number that was named", () => {
  it("is found among others", () => {
    expect(find([other(), number()], "200000000000002")).toBe("200000000000002");
  });

  it("has to be one of the account", () => {
    expect(find([other()], "200000000000002")).toEqual(["number_found"]);
    expect(find([], "200000000000002")).toEqual(["number_found"]);
  });

  it.each([false, undefined, null, "true"])("has to be in the app, and not %j", (is_on_biz_app) => {
    expect(find([number({ is_on_biz_app })], "200000000000002")).toEqual(["number_on_business_app"]);
  });

  it.each(["ON_PREMISE", "NOT_APPLICABLE", "PENDING", "SOMETHING_NEW", undefined])(
    "has to be on the Cloud API, and not %s",
    (platform_type) => {
      expect(find([number({ platform_type })], "200000000000002")).toEqual(["number_on_cloud_api"]);
    },
  );

  it("is reported with everything that is wrong with it", () => {
    expect(find([number({ is_on_biz_app: false, platform_type: "PENDING" })], "200000000000002")).toEqual([
      "number_on_business_app",
      "number_on_cloud_api",
    ]);
  });
});

describe("a number that was not named", () => {
  it("is the only one in the app", () => {
    expect(find([other({ is_on_biz_app: false }), number()])).toBe("200000000000002");
  });

  it("does not exist where none is in the app", () => {
    expect(find([other({ is_on_biz_app: false })])).toEqual(["number_on_business_app"]);
    expect(find([])).toEqual(["number_on_business_app"]);
  });

  it("has to be on the Cloud API as well", () => {
    expect(find([number({ platform_type: "PENDING" })])).toEqual(["number_on_cloud_api"]);
  });

  it.each([
    ["seconds", 1_794_000_000, 1_795_000_000],
    ["seconds as text", "1794000000", "1795000000"],
    ["dates", "2026-11-22T23:00:00Z", "2026-11-23T01:00:00Z"],
    ["dates as Graph prints them", "2026-11-23T00:30:00+0000", "2026-11-23T01:00:00+0000"],
    ["dates of several zones", "2026-11-23T02:00:00+0200", "2026-11-23T01:00:00+0000"],
    ["dates and seconds", 1_795_000_000, "2026-11-23T01:00:00+0000"],
  ])("is the one that was onboarded last, by %s", (_, before, after) => {
    const numbers = [other({ last_onboarded_time: before }), number({ last_onboarded_time: after })];
    expect(find(numbers)).toBe("200000000000002");
    expect(find(numbers.toReversed())).toBe("200000000000002");
  });

  it.each([
    ["has no time", undefined, undefined],
    ["was onboarded at the same time", "1795000000", "1795000000"],
    ["has a time that cannot be read", "1795000000", "a moment ago"],
    ["has no time, though another has", "1795000000", undefined],
  ])("is not guessed where one of several %s", (_, one, another) => {
    const numbers = [number({ last_onboarded_time: one }), other({ last_onboarded_time: another })];
    expect(find(numbers)).toEqual(["number_found"]);
    expect(find(numbers.toReversed())).toEqual(["number_found"]);
  });

  it("leaves the list as it was", () => {
    const numbers = [other({ last_onboarded_time: "1" }), number({ last_onboarded_time: "2" })];
    const before = [...numbers];
    find(numbers);
    expect(numbers).toEqual(before);
  });
});
