import { expect, test } from "vitest";
import { MessagesValue, UserAction } from "../../../src/schemas/index.ts";
import { metadata, textMessage } from "../../fixtures/envelopes.ts";

const lists: Record<string, unknown[]> = {
  contacts: [{ profile: { name: "Ana" }, wa_id: "1" }],
  messages: [textMessage()],
  statuses: [{ id: "w", status: "sent" }],
  errors: [{ code: 1 }],
  user_actions: [{ action_type: "marketing_messages_link_click" }],
};

test.each(Object.keys(lists))("a value may hold %s alone", (list) => {
  const value = { metadata, [list]: lists[list] };
  expect(MessagesValue.parse(value)).toEqual(value);
});

test("a value may hold all lists at once, or none", () => {
  expect(MessagesValue.parse({ metadata, ...lists })).toEqual({ metadata, ...lists });
  expect(MessagesValue.parse({ metadata })).toEqual({ metadata });
});

test("an action of a customer may be of a new kind, and carry no data", () => {
  expect(UserAction.parse({ action_type: "something_new", timestamp: 1_780_000_000 })).toEqual({
    action_type: "something_new",
    timestamp: "1780000000",
  });
});
