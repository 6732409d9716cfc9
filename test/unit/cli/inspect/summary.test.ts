import { describe, expect, it } from "vitest";
import { summarize, summarizeOrigin } from "../../../../src/cli/inspect/summary.ts";
import { parseWebhook } from "../../../../src/index.ts";
import { metadata, textMessage, webhook } from "../webhook.ts";

const messages = parseWebhook(webhook(["messages", { metadata, messages: [textMessage(), textMessage()] }]));

describe("summarize", () => {
  it("counts the events of each type", () => {
    const events = [...messages, ...parseWebhook(webhook(["security", { event: "PIN_CHANGED" }]))];
    expect(summarize(events, 0)).toBe("3 events: 2 message, 1 account");
  });

  it("counts one event as one", () => {
    expect(summarize(messages.slice(0, 1), 0)).toBe("1 event: 1 message");
  });

  it("counts what is inside a chunk", () => {
    const thread = { id: "15550002222", messages: Array.from({ length: 1200 }, () => textMessage()) };
    const events = parseWebhook(webhook(["history", { metadata, history: [{ threads: [thread] }] }]));
    expect(summarize(events, 0)).toBe("1 event: 1 history (1,200 messages)");
  });

  it("counts the changes to the address book", () => {
    const item = { type: "contact", action: "add", contact: { phone_number: "15550002222" } };
    const events = parseWebhook(webhook(["smb_app_state_sync", { state_sync: [item] }]));
    expect(summarize(events, 0)).toBe("1 event: 1 contacts (1 change)");
  });

  it("counts unknown keys", () => {
    expect(summarize(messages, 3)).toBe("2 events: 2 message; 3 unknown keys");
  });

  it("says so when there is nothing", () => {
    expect(summarize([], 0)).toBe("No events");
  });
});

describe("summarizeOrigin", () => {
  it("names the sender, the field and the number", () => {
    expect(summarizeOrigin(messages)).toBe("from meta · field messages · number 15550001111");
  });

  it("falls back to the id of the number", () => {
    const events = parseWebhook(
      webhook(["messages", { metadata: { phone_number_id: "7" }, messages: [textMessage()] }]),
    );
    expect(summarizeOrigin(events)).toBe("from meta · field messages · number 7");
  });

  it("leaves out what is not known", () => {
    expect(summarizeOrigin(parseWebhook({ hello: "world" }))).toBe("from meta");
  });

  it("names the first of many", () => {
    const fields = ["account_alerts", "security", "account_update", "account_review_update", "messages"];
    const events = parseWebhook(webhook(...fields.map((field): [string, object] => [field, { event: "ANY" }])));
    expect(summarizeOrigin(events)).toBe("from meta · fields account_alerts, security, account_update and 2 more");
  });

  it("is empty without events", () => {
    expect(summarizeOrigin([])).toBe("");
  });
});
