import { expect, test } from "vitest";
import { StateSyncItem } from "../../../src/schemas/index.ts";

const item = (contact: object, more: object = {}) => ({ type: "contact", contact, action: "add", ...more });

test.each([
  ["a full entry", item({ full_name: "Ana Example", first_name: "Ana", phone_number: "15550002222" })],
  ["a name of one word", item({ full_name: "Ana", phone_number: "15550002222" })],
  ["a number with formatting", item({ phone_number: "+1 555-000-2222" })],
  ["a customer with a username and no number", item({ user_id: "US.1", username: "ana" })],
  ["a removal, which has no names", item({ phone_number: "15550002222" }, { action: "remove" })],
  ["another action", item({}, { action: "block" })],
  ["another type", { ...item({}), type: "label" }],
])("%s is understood", (_, entry) => {
  expect(StateSyncItem.parse(entry)).toEqual(entry);
});

test.each([
  ["no contact", { type: "contact", action: "add" }],
  ["no action", { type: "contact", contact: {} }],
  ["no type", { contact: {}, action: "add" }],
  ["a name that is a number", item({ full_name: 5 })],
])("%s is malformed", (_, entry) => {
  expect(StateSyncItem.safeParse(entry).success).toBe(false);
});
