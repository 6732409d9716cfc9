import { afterEach, describe, expect, it, vi } from "vitest";
import { type Intake, memoryIntake } from "../../../src/index.ts";
import { type IntakePart, intakeCases, testIntake } from "../../../src/testing/index.ts";

afterEach(() => void vi.useRealTimers());

describe("the options of the kit", () => {
  it("choose parts", () => {
    const parts = (...wanted: IntakePart[]) =>
      new Set(intakeCases(() => memoryIntake(), { parts: wanted }).map(({ part }) => part));
    expect(parts("close", "once")).toEqual(new Set(["once", "close"]));
    expect(parts()).toEqual(new Set());
  });

  it.each([
    [{ parts: ["durable" as IntakePart] }, 'parts: "durable" is none of acceptance, durability, once'],
    [{ patience: 0 }, "patience is not a positive number"],
    [{ patience: 2 ** 31 }, "patience is not a positive number"],
  ])("that cannot be used are refused: %j", (options, message) => {
    const error = expect.objectContaining({ code: "invalid_option", message: expect.stringContaining(message) });
    expect(() => intakeCases(() => memoryIntake(), options)).toThrow(error);
  });

  it("need a function for the intake", async () => {
    const intake = memoryIntake() as unknown as () => ReturnType<typeof memoryIntake>;
    await expect(testIntake({} as typeof intake)).rejects.toMatchObject({ code: "invalid_option" });
  });
});

describe("a case", () => {
  const caseOf = (make: () => (stream: unknown) => Intake, name: string) =>
    intakeCases(make, { patience: 300 }).find((promise) => promise.name === name);
  const once = "can be asked for twice";

  it("gives every run a store of its own, with a name that files, schemas and keys can have", async () => {
    const stores: string[] = [];
    const make = (store: string) => {
      stores.push(store);
      return memoryIntake();
    };
    const [first] = intakeCases(make, { parts: ["close"] });
    await first?.run();
    await first?.run();
    expect(new Set(stores).size).toBe(2);
    for (const store of stores) expect(store).toMatch(/^[a-z][a-z0-9_]{1,39}$/);
  });

  it("tells the framework where it is skipped", async () => {
    const skip = vi.fn();
    const [letters] = intakeCases(() => memoryIntake(), { parts: ["dead letters"] });
    await letters?.run({ skip });
    expect(skip.mock.calls).toEqual([["The intake has no deadLetters."]]);
  });

  it("takes no parameter that a framework could take for a callback", () => {
    for (const { run } of intakeCases(() => memoryIntake())) expect(run).toHaveLength(0);
  });

  it("closes what it opened, also where it fails", async () => {
    const close = vi.fn(async () => undefined);
    const accept = async () => undefined;
    await expect(caseOf(() => () => ({ accept, close }), "calls listeners again that threw at once")?.run())
      .rejects //
      .toMatchObject({ message: expect.stringContaining("An event whose listeners threw once was never delivered.") });
    expect(close).toHaveBeenCalled();
  });

  it("says what the intake threw, and keeps it as the cause", async () => {
    const cause = new RangeError("The socket is closed.");
    const failing = { accept: async () => undefined, close: () => Promise.reject(cause) };
    await expect(caseOf(() => () => failing, once)?.run()).rejects.toMatchObject({
      message: expect.stringContaining("RangeError: The socket is closed."),
      cause,
    });
  });

  it("says that an intake could not be made", async () => {
    const make = () => {
      throw new TypeError("No such host.");
    };
    await expect(caseOf(make, once)?.run()).rejects.toMatchObject({
      message: "The intake could not be made: TypeError: No such host.",
    });
  });

  it("ends although nothing of an intake does", async () => {
    const never = () => new Promise<never>(() => undefined);
    await expect(caseOf(() => () => ({ accept: never, close: never }), once)?.run()).rejects.toMatchObject({
      code: "intake_failed",
      message: expect.stringContaining("within 300 ms"),
    });
  });
});
