import { describe, expect, test } from "vitest";
import type { Direction, Message } from "../../../src/index.ts";
import { type ChatNumbers, historyDirection } from "../../../src/parse/direction.ts";
import { business, customer, otherCustomer, textMessage, userId } from "../../fixtures/envelopes.ts";

const chat: ChatNumbers = { customer: [customer], business };

type Case = [title: string, expected: Direction, message: object, numbers?: ChatNumbers];

const rules: Readonly<Record<string, Case[]>> = {
  "1. from_me decides before everything else": [
    ["true, although the customer is in from", "outbound", { from: customer, history_context: { from_me: true } }],
    ["false, although the business is in from", "inbound", { from: business, history_context: { from_me: false } }],
    ["true, without from", "outbound", { from: undefined, history_context: { from_me: true } }],
  ],
  "2. the customer's number in from is inbound": [
    ["the thread's id", "inbound", { from: customer }],
    [
      "the wa_id, where it differs from the thread's id",
      "inbound",
      { from: otherCustomer },
      { customer: [customer, otherCustomer], business },
    ],
    ["formatted", "inbound", { from: "+1 555-000-2222" }],
    ["with the business number in to, as a public test has it", "inbound", { from: customer, to: business }],
    ["a chat of the business with itself", "inbound", { from: business }, { customer: [business], business }],
  ],
  "3. the business number in from is outbound": [
    ["without to", "outbound", { from: business }],
    ["with the customer in to", "outbound", { from: business, to: customer }],
    ["formatted", "outbound", { from: "+1 (555) 000-1111" }],
    [
      "with a user id in from_user_id, which is documented without saying whose",
      "outbound",
      { from: business, from_user_id: userId },
    ],
    ["in a thread that names no number", "outbound", { from: business }, { customer: [], business }],
  ],
  "4. no from is inbound": [
    ["absent, of a customer with a username", "inbound", { from: undefined, from_user_id: userId }],
    ["absent, with the customer in to", "inbound", { from: undefined, to: customer }],
    ["absent, and no number known at all", "inbound", { from: undefined }, { customer: [], business: undefined }],
  ],
  "5. any other from is inbound, unless to is the customer": [
    ["neither number", "inbound", { from: otherCustomer }],
    ["neither number, to the customer", "outbound", { from: otherCustomer, to: customer }],
    ["neither number, to the customer with formatting", "outbound", { from: otherCustomer, to: "+1 555 000 2222" }],
    ["neither number, to the business", "inbound", { from: otherCustomer, to: business }],
    ["the business number is not known", "inbound", { from: business }, { customer: [customer], business: undefined }],
    [
      "a text without digits, where another such text is known",
      "inbound",
      { from: "unknown" },
      { customer: ["private"], business: "hidden" },
    ],
  ],
};

describe.each(Object.entries(rules))("%s", (_, cases) => {
  test.each(cases)("%s: %s", (_title, expected, message, numbers = chat) => {
    expect(historyDirection(textMessage(message) as unknown as Message, numbers)).toBe(expected);
  });
});

// One customer or business, written in two ways: [in the thread or the metadata, in the message].
const variants: [country: string, known: string, written: string][] = [
  ["Brazil", "551187654321", "5511987654321"],
  ["Brazil", "5511987654321", "551187654321"],
  ["Mexico", "525512345678", "5215512345678"],
  ["Mexico", "5215512345678", "525512345678"],
  ["Argentina", "541123456789", "5491123456789"],
  ["Argentina", "5491123456789", "541123456789"],
];

describe("numbers that are written differently", () => {
  test.each(variants)("a customer in %s is known as %s and writes as %s", (_, known, from) => {
    const message = textMessage({ from, to: known }) as unknown as Message;
    expect(historyDirection(message, { customer: [known], business })).toBe("inbound");
  });

  test.each(variants)("a business in %s is known as %s and writes as %s", (_, known, from) => {
    const message = textMessage({ from }) as unknown as Message;
    expect(historyDirection(message, { customer: [customer], business: known })).toBe("outbound");
  });

  test("a landline of Brazil is not the mobile number with the same digits", () => {
    const message = textMessage({ from: "5511933334444" }) as unknown as Message;
    expect(historyDirection(message, { customer: [customer], business: "551133334444" })).toBe("inbound");
  });
});
