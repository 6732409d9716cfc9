import { describe, expect, it } from "vitest";
import { findUnknownKeys } from "../../../../src/cli/inspect/unknown-keys.ts";
import { parseWebhook } from "../../../../src/index.ts";
import { metadata, textMessage, webhook } from "../webhook.ts";

const value = "entry[0].changes[0].value";
const extra = { extra: { deeper: 1 } };

function unknownKeysOf(bytes: Uint8Array): string[] {
  return findUnknownKeys(bytes, parseWebhook(bytes));
}

describe("findUnknownKeys", () => {
  it.each([
    ["a message", "messages", { metadata, messages: [textMessage(extra)] }, ".messages[0].extra"],
    [
      "the content of a message",
      "messages",
      { metadata, messages: [textMessage({ text: { body: "Hi", ...extra } })] },
      ".messages[0].text.extra",
    ],
    [
      "what a message answers",
      "messages",
      { metadata, messages: [textMessage({ context: { id: "wamid.zero", ...extra } })] },
      ".messages[0].context.extra",
    ],
    [
      "a list inside a message",
      "messages",
      { metadata, messages: [textMessage({ errors: [{ code: 1 }, { code: 2, ...extra }] })] },
      ".messages[0].errors[1].extra",
    ],
    [
      "a message of a type that is not listed",
      "messages",
      { metadata, messages: [{ id: "wamid.one", type: "hologram", hologram: {} }] },
      ".messages[0].hologram",
    ],
    [
      "the contact beside a message",
      "messages",
      { metadata, contacts: [{ wa_id: "15550002222", profile: extra }], messages: [textMessage()] },
      ".contacts[0].profile.extra",
    ],
    ["a status", "messages", { statuses: [{ id: "wamid.one", status: "sent", ...extra }] }, ".statuses[0].extra"],
    ["an error", "messages", { errors: [{ code: 130429, ...extra }] }, ".errors[0].extra"],
    ["an error under another field", "smb_app_state_sync", { errors: [{ code: 1, ...extra }] }, ".errors[0].extra"],
    ["an echo", "smb_message_echoes", { metadata, message_echoes: [textMessage(extra)] }, ".message_echoes[0].extra"],
    [
      "a contact of the address book",
      "smb_app_state_sync",
      { state_sync: [{ type: "contact", action: "add", contact: { phone_number: "15550002222", ...extra } }] },
      ".state_sync[0].contact.extra",
    ],
    ["a chunk", "history", { history: [{ threads: [], ...extra }] }, ".history[0].extra"],
    [
      "the metadata of a chunk",
      "history",
      { history: [{ metadata: { phase: 0, ...extra }, threads: [] }] },
      ".history[0].metadata.extra",
    ],
    [
      "a thread",
      "history",
      { history: [{ threads: [{ id: "15550002222", messages: [], ...extra }] }] },
      ".history[0].threads[0].extra",
    ],
    [
      "a message of a thread",
      "history",
      { history: [{ threads: [{ id: "15550002222", messages: [textMessage(extra)] }] }] },
      ".history[0].threads[0].messages[0].extra",
    ],
    [
      "the error of a declined history",
      "history",
      { history: [{ errors: [{ code: 2593109, ...extra }] }] },
      ".history[0].errors[0].extra",
    ],
    ["an account event", "account_update", { event: "PARTNER_REMOVED", ...extra }, ".extra"],
    [
      "an object of an account event",
      "account_update",
      { event: "PARTNER_REMOVED", waba_info: extra },
      ".waba_info.extra",
    ],
    ["a notice", "security", { event: "PIN_CHANGED", ...extra }, ".extra"],
    [
      "a malformed message",
      "messages",
      { metadata, messages: [textMessage({ text: 1, ...extra })] },
      ".messages[0].extra",
    ],
  ])("finds one in %s", (_, field, content, path) => {
    expect(unknownKeysOf(webhook([field, content]))).toEqual([value + path]);
  });

  it("names what is inside an unknown key no further", () => {
    const bytes = webhook(["messages", { metadata, messages: [textMessage({ extra: { deeper: { still: 1 } } })] }]);
    expect(unknownKeysOf(bytes)).toEqual([`${value}.messages[0].extra`]);
  });

  it("names those of all changes, in the sender's order", () => {
    const message = { metadata, messages: [textMessage({ second: 1, first: 1 })] };
    expect(unknownKeysOf(webhook(["messages", message], ["security", { event: "PIN_CHANGED", third: 1 }]))).toEqual([
      "entry[0].changes[0].value.messages[0].second",
      "entry[0].changes[0].value.messages[0].first",
      "entry[0].changes[1].value.third",
    ]);
  });

  it("finds one in 360dialog's envelope", () => {
    const body = { id: "1", event: "history", data: { history: [{ threads: [], extra: 1 }] } };
    expect(unknownKeysOf(Buffer.from(JSON.stringify(body)))).toEqual(["data.history[0].extra"]);
  });

  it("finds one in a value without an envelope", () => {
    const body = { history: [{ errors: [{ code: 2593109 }], extra: 1 }] };
    expect(unknownKeysOf(Buffer.from(JSON.stringify(body)))).toEqual(["history[0].extra"]);
  });

  it("finds one where the field stands on the entry", () => {
    const entry = { field: "security", changes: [{ value: { event: "PIN_CHANGED", extra: 1 } }] };
    expect(unknownKeysOf(Buffer.from(JSON.stringify({ entry: [entry] })))).toEqual([`${value}.extra`]);
  });

  it("is not misled by names that every object has", () => {
    const message = textMessage({ toString: 1, hasOwnProperty: 2 });
    expect(unknownKeysOf(webhook(["messages", { metadata, messages: [message] }]))).toEqual([
      `${value}.messages[0].toString`,
      `${value}.messages[0].hasOwnProperty`,
    ]);
  });

  it.each([
    ["beside the lists of a value", webhook(["messages", { messages: [textMessage()], extra: 1 }])],
    ["in the metadata of a value", webhook(["messages", { metadata: { extra: 1 }, messages: [textMessage()] }])],
    ["in the envelope", Buffer.from(JSON.stringify({ entry: [{ id: "1", changes: [], extra: 1 }], extra: 1 }))],
    ["in a list of another field", webhook(["messages", { messages: [textMessage()], state_sync: [{ extra: 1 }] }])],
    ["in a field that is not documented", webhook(["flows", { messages: [textMessage(extra)] }])],
    ["in an error that is none of declining", webhook(["history", { history: [{ errors: [{ code: 1, extra: 1 }] }] }])],
  ])("leaves out one that is an event already: %s", (_, bytes) => {
    expect(parseWebhook(bytes).map(({ type }) => type)).toContain("unknown");
    expect(unknownKeysOf(bytes)).toEqual([]);
  });

  it.each([
    ["a body that is no webhook", '{"extra":1}'],
    ["a body that is no object", "[1]"],
    ["an entry that is no object", '{"entry":[1]}'],
    ["a change that is no object", '{"entry":[{"changes":[1]}]}'],
    ["a partner event", '{"id":"1","event":"channel_live","data":{"id":"1","extra":1}}'],
    [
      "a notice that is passed on without a look",
      '{"entry":[{"changes":[{"field":"account_alerts","value":{"a":1}}]}]}',
    ],
  ])("finds none in %s", (_, body) => {
    expect(unknownKeysOf(Buffer.from(body))).toEqual([]);
  });
});
