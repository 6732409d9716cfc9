import { describe, expect, it } from "vitest";
import { bullmqIntake } from "../../../src/bullmq/index.ts";

const url = "redis://127.0.0.1:6379";

describe("an option of the BullMQ intake", () => {
  it.each([
    { attempts: 0 },
    { lease: -1 },
    { lease: 2 ** 31 },
    { concurrency: Number.NaN },
    { remember: "8" as unknown as number },
    { name: "" },
    { name: "with:colon" },
    { name: "a".repeat(65) },
    { deliver: "no" as unknown as boolean },
  ])("that cannot be used is refused: %o", (options) => {
    expect(() => bullmqIntake(url, options)).toThrowError(expect.objectContaining({ code: "invalid_option" }));
  });

  it("that is undefined is one that was not set", () => {
    expect(bullmqIntake(url, { attempts: undefined, name: undefined })).toBeTypeOf("function");
  });
});

describe("a database of the BullMQ intake", () => {
  it.each(["", "coexistence.db", "mysql://127.0.0.1/shop", {}, { redis: "127.0.0.1" }, { postgres: null }, null, 6379])(
    "that is none is refused: %o",
    (store) => {
      expect(() => bullmqIntake(store as string)).toThrowError(expect.objectContaining({ code: "invalid_option" }));
    },
  );

  it("is not named in the error, because its text can hold a password", () => {
    const text = "mysql://shop:a-password-of-ours@127.0.0.1/shop";
    expect(() => bullmqIntake(text)).not.toThrowError(/a-password-of-ours/);
    expect(() => bullmqIntake(text)).toThrowError(/redis:/);
  });

  it.each([
    url,
    "rediss://127.0.0.1",
    "postgres://127.0.0.1/shop",
    "postgresql://127.0.0.1/shop",
    { redis: {} },
    { postgres: {} },
  ])("can be %o", (store) => {
    expect(bullmqIntake(store)).toBeTypeOf("function");
  });
});
