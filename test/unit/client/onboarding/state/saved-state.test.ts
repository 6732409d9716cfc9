import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSavedState } from "../../../../../src/client/onboarding/state/saved-state.ts";

const state = { shape: 1, id: "an-onboarding", revision: 3, startedAt: "2026-11-23T10:00:00.000Z" };
const statuses = ["open", "sent", "done", "already_done", "refused"];

describe("a saved state", () => {
  it.each(statuses)("may hold a call that is %s", (status) => {
    expect(isSavedState({ ...state, call: { status } }, ["call"])).toBe(true);
  });

  it("may hold members that a later version wrote", () => {
    const call = { status: "done", sentAt: state.startedAt, request_id: "request-1", later: 1 };
    expect(isSavedState({ ...state, call, later: {} }, ["call"])).toBe(true);
  });

  it.each([
    ["shape", 2],
    ["shape", "1"],
    ["id", ""],
    ["id", 7],
    ["revision", -1],
    ["revision", 1.5],
    ["revision", "3"],
    ["revision", 2 ** 53],
    ["startedAt", "yesterday"],
    ["startedAt", 1_795_000_000],
    ["startedAt", null],
    ["call", undefined],
    ["call", null],
    ["call", "done"],
    ["call", { status: "Done" }],
    ["call", { status: "toString" }],
    ["call", { status: ["done"] }],
    ["call", { status: "sent", sentAt: 7 }],
    ["call", { status: "done", request_id: 7 }],
  ])("has no %s like %j", (member, value) => {
    expect(isSavedState({ ...state, call: { status: "open" }, [member]: value }, ["call"])).toBe(false);
  });

  it("is nothing that is no object", () => {
    for (const value of [undefined, null, "", JSON.stringify(state), 7, [], () => undefined]) {
      expect(isSavedState(value, [])).toBe(false);
    }
  });

  it("is recognized whatever the value", () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true, withNullPrototype: true }), (value) => {
        expect(typeof isSavedState(value, ["call"])).toBe("boolean");
      }),
    );
  });
});
