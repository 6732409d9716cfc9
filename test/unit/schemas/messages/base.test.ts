import { describe, expect, test } from "vitest";
import { HistoryContext, MessageContext, Referral, TextMessage } from "../../../../src/schemas/index.ts";
import { textMessage } from "../../../fixtures/envelopes.ts";

describe("the members of every message", () => {
  test("may all be absent but the id and the type", () => {
    const message = { id: "wamid.OWN1", type: "text", text: { body: "Hello" } };
    expect(TextMessage.parse(message)).toEqual(message);
  });

  test("give ids and times as texts", () => {
    expect(TextMessage.parse(textMessage({ from: 15_550_002_222, timestamp: 1_780_000_000 }))).toEqual(textMessage());
  });

  test.each(["from", "to", "timestamp", "group_id", "context", "errors", "referral", "history_context"])(
    "%s is absent when it is empty or null",
    (member) => {
      for (const nothing of ["", null]) {
        expect(TextMessage.parse(textMessage({ [member]: nothing }))[member]).toBeUndefined();
      }
    },
  );
});

test.each([
  {},
  { from: "1", id: "w", from_user_id: "US.1", from_parent_user_id: "US.ENT.1" },
  { forwarded: true, frequently_forwarded: false },
  { referred_product: { catalog_id: "1", product_retailer_id: "2" } },
  { id: "M0", added: 1 },
])("a message may refer to another by %j", (context) => {
  expect(MessageContext.parse(context)).toEqual(context);
});

test("a referral may lack anything, and the words in it are open", () => {
  for (const referral of [{}, { source_type: "something_new", ctwa_clid: "c", welcome_message: { text: "Hi" } }]) {
    expect(Referral.parse(referral)).toEqual(referral);
  }
});

describe("HistoryContext", () => {
  test.each([
    ["read", "READ"],
    ["PLAYED", "PLAYED"],
    ["Error", "ERROR"],
    ["queued", "queued"],
  ])("gives the status %s as %s", (written, status) => {
    expect(HistoryContext.parse({ status: written })).toEqual({ status });
  });

  test("may say who sent the message, as a captured sample does", () => {
    expect(HistoryContext.parse({ from_me: true })).toEqual({ from_me: true });
    expect(HistoryContext.safeParse({ from_me: "true" }).success).toBe(false);
  });
});
