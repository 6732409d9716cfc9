import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { CoexistenceError, IntakeError, isCoexistenceError, ListenerError } from "../../../src/errors/index.ts";

const failure = (eventId: string, error: unknown = new Error("away")) => ({ eventType: "echo", eventId, error });

const errors: [name: string, error: CoexistenceError, code: string][] = [
  ["CoexistenceError", new CoexistenceError("invalid_json", "The body is not JSON."), "invalid_json"],
  ["ListenerError", new ListenerError([failure("echo_1")]), "listener_failed"],
  ["IntakeError", new IntakeError(new Error("away")), "intake_failed"],
];

describe.each(errors)("%s", (name, error, code) => {
  it("is an Error, and a CoexistenceError", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(CoexistenceError);
  });

  it("has its name and its code", () => {
    expect([error.name, error.code]).toEqual([name, code]);
  });

  it("is plain data in JSON", () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({ name, code, message: error.message });
  });

  it("is known as an error of this package", () => {
    expect(isCoexistenceError(error)).toBe(true);
  });

  it("is printed with its name, code and message", () => {
    for (const part of [name, code, error.message]) expect(inspect(error)).toContain(part);
  });
});

describe("isCoexistenceError", () => {
  it("knows the errors of another copy of the package", async () => {
    vi.resetModules();
    const copy = await import("../../../src/errors/index.ts");
    const error = new copy.CoexistenceError("invalid_json", "The body is not JSON.");
    expect(error).not.toBeInstanceOf(CoexistenceError);
    expect(isCoexistenceError(error)).toBe(true);
    expect(copy.isCoexistenceError(new CoexistenceError("invalid_json", "The body is not JSON."))).toBe(true);
  });

  it.each([
    new Error("invalid_json"),
    { name: "CoexistenceError", code: "invalid_json", message: "" },
    "CoexistenceError",
    () => undefined,
    null,
    undefined,
    7,
  ])("says no to %s", (value) => {
    expect(isCoexistenceError(value)).toBe(false);
  });
});

describe("the message of a ListenerError", () => {
  const ids = (...eventIds: string[]): string => new ListenerError(eventIds.map((id) => failure(id))).message;

  it("names the event by type and id", () => {
    expect(ids("echo_1")).toBe("1 listener call(s) failed for echo (echo_1).");
  });

  it("names an event once, however many of its listeners failed", () => {
    expect(ids("echo_1", "echo_1")).toBe("2 listener call(s) failed for echo (echo_1).");
  });

  it("names three events, and counts the rest", () => {
    expect(ids("echo_1", "echo_2", "echo_3")).toBe(
      "3 listener call(s) failed for echo (echo_1), echo (echo_2), echo (echo_3).",
    );
    expect(ids("echo_1", "echo_2", "echo_3", "echo_4", "echo_5")).toMatch(/echo \(echo_3\) and 2 more\.$/);
  });
});

describe("what the application threw", () => {
  const own = new Error("the text of a customer");

  it.each<[title: string, error: CoexistenceError, member: string]>([
    ["in a listener", new ListenerError([failure("echo_1", own)]), "failures"],
    ["in an intake", new IntakeError(own), "reason"],
  ])("%s can be read, and is not printed", (_, error, member) => {
    expect(inspect(Reflect.get(error, member))).toContain(own.message);
    expect(Object.keys(error)).not.toContain(member);
    expect(inspect(error, { depth: null })).not.toContain(own.message);
    expect(error.cause).toBeUndefined();
  });
});
