import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareAppVersions } from "../../../src/eligibility/app-version.ts";

describe("compareAppVersions", () => {
  it("compares segments as numbers, not as texts", () => {
    const inOrder = ["2.24.9", "2.24.17", "2.24.17.78", "2.25.1", "10.0.0"];
    expect([...inOrder].reverse().sort((first, second) => compareAppVersions(first, second) ?? Number.NaN)).toEqual(
      inOrder,
    );
  });

  it.each(["2.24.17-beta", "2.24.17 (beta)", "v2.24.17", " 2.24.17\n", "2.24.17.0", "2.24.17.", "02.24.017"])(
    "takes %j for 2.24.17",
    (version) => {
      expect(compareAppVersions(version, "2.24.17")).toBe(0);
    },
  );

  it.each(["", "the newest", "2", "two.24.17", "-2.24.17", "2..24.17", "2,24,17", "2.24..17", "1".repeat(400)])(
    "knows that %j is no version",
    (version) => {
      expect(compareAppVersions(version, "2.24.17")).toBeUndefined();
    },
  );

  it("does not guess how a short form goes on", () => {
    expect(compareAppVersions("2.24", "2.24.17")).toBeUndefined();
    expect(compareAppVersions("2.23", "2.24.17")).toBe(-1);
    expect(compareAppVersions("2.25", "2.24.17")).toBe(1);
  });

  it.each([undefined, null, 2.24, {}])("knows that %j is no version either", (value) => {
    expect(compareAppVersions(value as never, "2.24.17")).toBeUndefined();
  });

  const segments = fc.array(fc.nat(999_999_999), { minLength: 3, maxLength: 4 });

  it("agrees with comparing the lists of segments", () => {
    fc.assert(
      fc.property(segments, segments, (left, right) => {
        const length = Math.max(left.length, right.length);
        const differences = Array.from({ length }, (_, index) => (left[index] ?? 0) - (right[index] ?? 0));
        const first = differences.find((difference) => difference !== 0) ?? 0;
        expect(compareAppVersions(left.join("."), right.join("."))).toBe(Math.sign(first));
      }),
    );
  });

  it("gives the opposite for the opposite question, whatever it is asked", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.stringMatching(/^\d{1,3}(\.\d{1,3}){0,3}$/), (left, right) => {
        const answer = compareAppVersions(left, right);
        const opposite = compareAppVersions(right, left);
        expect(opposite).toBe(answer === undefined ? undefined : 0 - answer);
      }),
    );
  });
});
