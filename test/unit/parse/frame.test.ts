import { describe, expect, test } from "vitest";
import type { CoexistenceEvent } from "../../../src/index.ts";
import { Frame, isAbsent, isJsonObject } from "../../../src/parse/frame.ts";

const make = (path = "") => {
  const events: CoexistenceEvent[] = [];
  return { frame: new Frame({ provider: "meta", receivedAt: new Date(0) }, path, events), events };
};

test("knows where its members and items stand", () => {
  expect([make().frame.at("entry"), make("entry").frame.at(0), make("entry[0]").frame.at("changes")]).toEqual([
    "entry",
    "entry[0]",
    "entry[0].changes",
  ]);
});

test("a part of it knows more, and nothing less", () => {
  const whole = make().frame.within({ wabaId: "1", field: "history" });
  const part = whole.within({ wabaId: undefined, phoneNumberId: "2" }, "data");
  expect(part.origin).toMatchObject({ wabaId: "1", phoneNumberId: "2", field: "history" });
  expect(whole.origin).not.toHaveProperty("phoneNumberId");
  expect(part.path).toBe("data");
});

test("the events of a part arrive where those of the whole do", () => {
  const { frame, events } = make();
  frame.within({}, "data").unknown("unknown_key", "data.a", 1);
  expect(events).toHaveLength(1);
});

test("an id belongs to the business number: its id, else its digits, else the account", () => {
  const ids = [{ wabaId: "1" }, { wabaId: "2" }, { wabaId: "1", displayPhoneNumber: "3" }].map((known) =>
    make().frame.within(known).id("echo", ["wamid.OWN1"]),
  );
  expect(new Set(ids).size).toBe(3);
  const known = make().frame.within({ wabaId: "1", phoneNumberId: "2" }).id("echo", ["wamid.OWN1"]);
  const fromElsewhere = make().frame.within({ phoneNumberId: "2", displayPhoneNumber: "3" }).id("echo", ["wamid.OWN1"]);
  expect(known).toBe(fromElsewhere);
});

test("members that are not read come out one by one, each under its own name", () => {
  const { frame, events } = make("value");
  frame.surfaceOtherKeys({ a: 1, b: [2], c: null }, new Set(["a"]));
  expect(events).toMatchObject([
    { reason: "unknown_key", path: "value.b", raw: { b: [2] } },
    { reason: "unknown_key", path: "value.c", raw: { c: null } },
  ]);
});

describe("isAbsent", () => {
  test.each([undefined, null, ""])("says yes to %j", (value) => {
    expect(isAbsent(value)).toBe(true);
  });

  test.each([0, false, " ", [], {}])("says no to %j", (value) => {
    expect(isAbsent(value)).toBe(false);
  });
});

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ["x", false],
])("isJsonObject(%j) is %s", (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});
