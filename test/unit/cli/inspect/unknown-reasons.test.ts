import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/cli/inspect/unknown-reasons.ts";
import { parseWebhook, type UnknownEvent } from "../../../../src/index.ts";
import { textMessage, webhook } from "../webhook.ts";

function explanationOf(body: Uint8Array | object): string[] {
  const [event] = parseWebhook(body).filter((candidate): candidate is UnknownEvent => candidate.type === "unknown");
  return event === undefined ? [] : explain(event);
}

describe("explain", () => {
  it.each([
    ["an envelope", { hello: "world" }, "It has neither Meta's envelope nor 360dialog's."],
    ["an object", { object: "page", entry: [{}] }, "It is about something other than WhatsApp."],
    ["a field", webhook(["weather", {}]), 'No page documents the field "weather".'],
    ["a key", webhook(["messages", { messages: [textMessage()], extra: 1 }]), "No page documents a member here."],
    ["an empty value", webhook(["messages", {}]), 'Nothing in it belongs to the field "messages".'],
    [
      "a value without a field",
      { entry: [{ changes: [{ value: { messages: [] } }] }] },
      "It has no field, and its value does not tell which it would be.",
    ],
    [
      "an error in the history",
      { history: [{ errors: [{ code: 1 }] }] },
      "It holds an error other than the business declining.",
    ],
    [
      "an entry of the address book",
      { state_sync: [{ type: "label" }] },
      "It is an entry of the address book that is not a contact.",
    ],
    ["a shape", webhook(["messages", { messages: {} }]), "expected a list"],
  ])("says why %s is unknown", (_, body, explanation) => {
    expect(explanationOf(body)).toEqual([explanation]);
  });

  it("names each member of a malformed item that is wrong", () => {
    expect(explanationOf(webhook(["messages", { messages: [{ type: "text", text: {} }] }]))).toEqual([
      expect.stringMatching(/^id: /),
      expect.stringMatching(/^text\.body: /),
    ]);
  });
});
