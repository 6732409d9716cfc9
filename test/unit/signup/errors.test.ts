import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  type CoexistenceError,
  isCoexistenceError,
  SdkUnavailableError,
  SignupCancelledError,
  SignupFailedError,
} from "../../../src/signup/index.ts";

const failure = { errorCode: "524126", sessionId: "f0e1d2c3b4a59687", errorMessage: "The canary name is not allowed." };
const { errorMessage: _, ...printed } = failure;

const errors: [name: string, error: CoexistenceError, code: string, members: object][] = [
  ["SignupCancelledError", new SignupCancelledError(), "signup_cancelled", {}],
  [
    "SignupCancelledError",
    new SignupCancelledError("PHONE_NUMBER_SETUP"),
    "signup_cancelled",
    { currentStep: "PHONE_NUMBER_SETUP" },
  ],
  ["SignupFailedError", new SignupFailedError({}), "signup_failed", {}],
  ["SignupFailedError", new SignupFailedError(failure), "signup_failed", printed],
  ["SdkUnavailableError", new SdkUnavailableError("could not be loaded."), "sdk_unavailable", {}],
];

describe.each(errors)("%s", (name, error, code, members) => {
  it("has its name and its code", () => {
    expect([error.name, error.code, isCoexistenceError(error)]).toEqual([name, code, true]);
  });

  it("is plain data in JSON", () => {
    expect(error.toJSON()).toStrictEqual({ name, code, message: error.message, ...members });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ name, code, message: error.message, ...members });
  });

  it("is printed with its name and its code, and without Meta's text", () => {
    const print = inspect(error, { depth: null });
    for (const part of [name, code]) expect(print).toContain(part);
    expect(`${print} ${error.stack}`).not.toContain("canary");
  });
});

describe("the message", () => {
  it.each([
    [new SignupCancelledError(), "The sign-up was left."],
    [new SignupCancelledError("PHONE_NUMBER_SETUP"), "The sign-up was left at PHONE_NUMBER_SETUP."],
    [new SignupFailedError({}), "The sign-up failed."],
    [new SignupFailedError(failure), "The sign-up failed with error 524126."],
    [new SdkUnavailableError("could not be loaded."), "Facebook's SDK could not be loaded."],
  ])("of %s says what happened", (error, message) => {
    expect(error.message).toBe(message);
  });
});

describe("Meta's text", () => {
  it("is there for who asks for it", () => {
    expect(new SignupFailedError(failure).errorMessage).toBe("The canary name is not allowed.");
    expect(new SignupFailedError({}).errorMessage).toBeUndefined();
  });
});
