import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  OnboardingConflictError,
  StateNotSavedError,
} from "../../../../../src/client/onboarding/state/state-errors.ts";
import { isCoexistenceError } from "../../../../../src/errors/index.ts";

const accessToken = "EAAG0canary0of0the0customer";
const reason = new Error("insert into onboarding values ('canary of a statement')");
const state = {
  shape: 1,
  id: "an-onboarding",
  revision: 3,
  startedAt: "2026-11-23T10:00:00.000Z",
  accessToken,
} as const;
const errors = [new StateNotSavedError(state, reason, "Save it."), new OnboardingConflictError(state)];

describe.each(errors.map((error) => [error.name, error] as const))("%s", (_, error) => {
  it("is an error of the package", () => {
    expect(isCoexistenceError(error)).toBe(true);
  });

  it("carries the state", () => {
    expect(error.state).toBe(state);
  });

  it("prints neither the token nor what the caller's function threw", () => {
    const printed = [
      error.message,
      String(error.stack),
      String(error),
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
      JSON.stringify({ ...error }),
      JSON.stringify(Object.entries(error)),
    ];
    for (const text of printed) expect(text).not.toMatch(/canary/);
  });

  it("names the onboarding", () => {
    expect(error.message).toContain("an-onboarding");
  });
});
