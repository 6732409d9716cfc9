import { describe, expect, it } from "vitest";
import { type CoexistenceOptions, createCoexistence, memoryIntake } from "../../../src/index.ts";
import { appSecret, platformSecret, verifyToken, webhookHeaders } from "./webhooks.ts";

const tooShort = "4711-short";

const refusals: [title: string, options: unknown, code: string, option: string][] = [
  ["no credentials", {}, "secret_missing", "appSecret"],
  ["a verify token alone", { verifyToken }, "secret_missing", "appSecret"],
  ["nothing", undefined, "secret_missing", "appSecret"],
  ["null", null, "secret_missing", "appSecret"],
  ["the secret itself in place of the object", appSecret, "secret_missing", "appSecret"],
  ["an appSecret that is undefined", { appSecret: undefined }, "secret_missing", "appSecret"],
  [
    "an appSecret that is undefined beside another",
    { appSecret: undefined, platformSecret },
    "secret_missing",
    "appSecret",
  ],
  ["a blank appSecret", { appSecret: "  " }, "secret_missing", "appSecret"],
  ["a short appSecret", { appSecret: tooShort }, "secret_too_short", "appSecret"],
  ["a gap in a list of secrets", { appSecret: [appSecret, undefined] }, "secret_missing", "appSecret"],
  ["a platformSecret that is undefined", { appSecret, platformSecret: undefined }, "secret_missing", "platformSecret"],
  ["a short platformSecret", { platformSecret: tooShort }, "secret_too_short", "platformSecret"],
  ["webhookHeaders that are undefined", { appSecret, webhookHeaders: undefined }, "secret_missing", "webhookHeaders"],
  ["a header that is undefined", { webhookHeaders: { "x-secret": undefined } }, "secret_missing", "webhookHeaders"],
  ["headers without a secret", { webhookHeaders: { "x-secret": tooShort } }, "secret_too_short", "webhookHeaders"],
  [
    "a header name that none can have",
    { webhookHeaders: { "x secret": appSecret } },
    "invalid_option",
    "webhookHeaders",
  ],
  ["a verifyToken that is undefined", { appSecret, verifyToken: undefined }, "secret_missing", "verifyToken"],
  ["a blank verifyToken", { appSecret, verifyToken: " " }, "secret_missing", "verifyToken"],
  ["a verifyToken that is too long", { appSecret, verifyToken: "t".repeat(257) }, "invalid_option", "verifyToken"],
  ["an observer that is no function", { appSecret, observe: "count" }, "invalid_option", "observe"],
  ["a bodyTimeout of 0", { appSecret, bodyTimeout: 0 }, "invalid_option", "bodyTimeout"],
  ["a bodyTimeout below 0", { appSecret, bodyTimeout: -1 }, "invalid_option", "bodyTimeout"],
  ["a bodyTimeout that is no number", { appSecret, bodyTimeout: "15s" }, "invalid_option", "bodyTimeout"],
  ["a bodyTimeout of NaN", { appSecret, bodyTimeout: Number.NaN }, "invalid_option", "bodyTimeout"],
  ["a bodyTimeout that no timer can have", { appSecret, bodyTimeout: 2 ** 31 }, "invalid_option", "bodyTimeout"],
  ["an intake that is none", { appSecret, intake: {} }, "invalid_option", "intake"],
  ["memoryIntake that was not called", { appSecret, intake: memoryIntake }, "invalid_option", "intake"],
  ["an intake that makes nothing", { appSecret, intake: () => undefined }, "invalid_option", "intake"],
  ["a logger that is true", { appSecret, logger: true }, "invalid_option", "logger"],
  ["a logger that cannot warn", { appSecret, logger: { error: () => undefined } }, "invalid_option", "logger"],
  ["a logger that cannot tell errors", { appSecret, logger: { warn: () => undefined } }, "invalid_option", "logger"],
];

describe("createCoexistence", () => {
  it.each(refusals)("refuses %s", (_, options, code, option) => {
    expect(() => createCoexistence(options as CoexistenceOptions)).toThrow(
      expect.objectContaining({ name: "CoexistenceError", code, message: expect.stringContaining(option) }),
    );
  });

  it.each(refusals)("refuses %s without its value", (_, options) => {
    let error: unknown;
    try {
      createCoexistence(options as CoexistenceOptions);
    } catch (reason) {
      error = reason;
    }
    const text = `${(error as Error).message}${(error as Error).stack}`;
    for (const value of [appSecret, platformSecret, verifyToken, tooShort, "t".repeat(257)]) {
      expect(text).not.toContain(value);
    }
  });

  it.each<[title: string, options: CoexistenceOptions]>([
    ["an app secret", { appSecret }],
    ["several app secrets", { appSecret: [appSecret, platformSecret] }],
    ["a secret as bytes", { appSecret: new TextEncoder().encode(appSecret) }],
    ["a platform secret", { platformSecret }],
    ["shared headers", { webhookHeaders }],
    ["everything", { appSecret, platformSecret, webhookHeaders, verifyToken, bodyTimeout: 1, logger: false }],
  ])("is content with %s", (_, options) => {
    expect(() => createCoexistence(options)).not.toThrow();
  });
});
