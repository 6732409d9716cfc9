import { expect, test } from "vitest";
import { makeCustomer } from "../../../src/parse/customer.ts";

test("keeps every fact under its own name", () => {
  const facts = { waId: "1", userId: "US.1", parentUserId: "US.ENT.1", username: "ana", profileName: "Ana" };
  expect(makeCustomer(facts)).toEqual(facts);
});

test("leaves out what is not known, instead of an undefined member", () => {
  expect(Object.keys(makeCustomer({ waId: "1", userId: undefined }))).toEqual(["waId"]);
});

test("takes the @ off a username, because examples print it with and without", () => {
  expect(makeCustomer({ username: "@ana" })).toEqual({ username: "ana" });
});
