import { expect, test } from "vitest";
import { MessageStatus } from "../../../src/schemas/index.ts";

const status = { id: "wamid.OWN1", status: "read" };

test.each([
  ["nothing more", {}],
  [
    "no recipient, as for customers with a username",
    { recipient_user_id: "US.1", recipient_parent_user_id: "US.ENT.1" },
  ],
  ["the parent id under its older name", { parent_recipient_user_id: "US.ENT.1" }],
  ["a price", { pricing: { billable: false, pricing_model: "PMP", type: "regular", category: "service" } }],
  ["a price of a new model", { pricing: { pricing_model: "NEW", type: "new", category: "new", added: 1 } }],
  ["a conversation", { conversation: { id: "c", expiration_timestamp: "1780000000", origin: { type: "service" } } }],
  ["errors", { errors: [{ code: 131049 }] }],
  ["members that are not listed", { added: { anything: [1] } }],
])("a status may have %s", (_, more) => {
  expect(MessageStatus.parse({ ...status, ...more })).toEqual({ ...status, ...more });
});

test.each(["SENT", "Delivered", "READ", "Played", "FAILED"])("%s is the documented word in another case", (word) => {
  expect(MessageStatus.parse({ ...status, status: word }).status).toBe(word.toLowerCase());
});

test("a word that is not documented stays as it is", () => {
  expect(MessageStatus.parse({ ...status, status: "Archived" }).status).toBe("Archived");
});

test.each([{ id: "w" }, { status: "read" }, { ...status, pricing: { billable: "no" } }])("%j is malformed", (value) => {
  expect(MessageStatus.safeParse(value).success).toBe(false);
});
