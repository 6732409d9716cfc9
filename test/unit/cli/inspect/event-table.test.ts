import { describe, expect, it } from "vitest";
import { makeEventTable } from "../../../../src/cli/inspect/event-table.ts";
import type { Row } from "../../../../src/cli/terminal/table.ts";
import { parseWebhook } from "../../../../src/index.ts";
import { metadata, textMessage, webhook } from "../webhook.ts";

const options = { all: false, compact: false };

function texts(row: Row): string[] {
  if ("cells" in row) return row.cells.map(({ text }) => text);
  return "across" in row ? [row.across.text] : [row.lead.text, row.note.text];
}

function rowsOf(body: Uint8Array | object, more: Partial<typeof options> = {}): string[][] {
  return makeEventTable(parseWebhook(body), { ...options, ...more }).rows.map(texts);
}

function messageRow(message: object, value: object = {}): string[] | undefined {
  const [row] = rowsOf(webhook(["messages", { metadata, messages: [message], ...value }]));
  return row;
}

describe("the table of events", () => {
  it("shows a message with its direction, customer, type and time", () => {
    expect(messageRow(textMessage())).toEqual(["message", "inbound", "15550002222", "text", "2026-03-02 09:00:00"]);
  });

  it.each([
    ["the profile name beside the number", { wa_id: "15550002222", profile: { name: "Ada" } }, "15550002222 Ada"],
    ["the username without a name", { wa_id: "15550002222", profile: { username: "ada" } }, "15550002222 @ada"],
  ])("shows %s", (_, contact, shown) => {
    expect(messageRow(textMessage(), { contacts: [contact] })?.[2]).toBe(shown);
  });

  it("shows the user id of a customer without a number", () => {
    expect(messageRow(textMessage({ from: undefined, from_user_id: "US.134900001" }))?.[2]).toBe("US.134900001");
  });

  it("leaves the time of a message without a readable one empty", () => {
    expect(messageRow(textMessage({ timestamp: "soon" }))?.[4]).toBe("");
  });

  it.each([
    ["edit", { edit: { original_message_id: "wamid.zero", message: { type: "image" } } }, "edit (image)"],
    ["revoke", { revoke: { original_message_id: "wamid.zero" } }, "revoke"],
    ["interactive", { interactive: { type: "list_reply" } }, "interactive (list_reply)"],
    ["reaction", { reaction: { message_id: "wamid.zero", emoji: "👍" } }, "reaction"],
    ["reaction", { reaction: { message_id: "wamid.zero" } }, "reaction (removed)"],
    ["system", { system: { type: "user_changed_number" } }, "system (user_changed_number)"],
    ["unsupported", { unsupported: { type: "edit" }, errors: [{ code: 131051 }] }, "unsupported (edit)"],
    ["unsupported", { errors: [{ code: 131060 }] }, "unsupported (131060)"],
    ["hologram", { hologram: {} }, "hologram"],
  ])("says of a message of type %s what is inside: %j", (type, content, shown) => {
    expect(messageRow({ ...textMessage(), text: undefined, type, ...content })?.[3]).toBe(shown);
  });

  it("shows an echo as outbound", () => {
    const echo = textMessage({ from: "15550001111", to: "15550002222" });
    expect(rowsOf(webhook(["smb_message_echoes", { metadata, message_echoes: [echo] }]))).toEqual([
      ["echo", "outbound", "15550002222", "text", "2026-03-02 09:00:00"],
    ]);
  });

  it("shows a status with what failed", () => {
    const status = { id: "wamid.one", status: "failed", timestamp: "1772442000", recipient_id: "15550002222" };
    const statuses = [{ ...status, errors: [{ code: 131049 }] }];
    expect(rowsOf(webhook(["messages", { metadata, statuses }]))).toEqual([
      ["status", "", "15550002222", "failed (131049)", "2026-03-02 09:00:00"],
    ]);
  });

  it("shows each contact of a synchronization with what was done to it", () => {
    const contact = { full_name: "Ada Example", first_name: "Ada", phone_number: "15550002222" };
    const item = { type: "contact", action: "add", contact, metadata: { timestamp: "1772442000" } };
    const removed = { type: "contact", action: "remove", contact: { phone_number: "15550003333" } };
    expect(rowsOf(webhook(["smb_app_state_sync", { metadata, state_sync: [item, removed] }]))).toEqual([
      ["contacts", "", "15550002222 Ada Example", "add", "2026-03-02 09:00:00"],
      ["", "", "15550003333", "remove", ""],
    ]);
  });

  it("shows a declined history with its error", () => {
    const errors = [{ code: 2593109, title: "Not shared" }];
    expect(rowsOf(webhook(["history", { metadata, history: [{ errors }] }]))).toEqual([
      ["history.declined", "", "", "2593109 Not shared", ""],
    ]);
  });

  it.each([
    [{ event: "PARTNER_REMOVED" }, "disconnected"],
    [
      { event: "PARTNER_REMOVED", disconnection_info: { reason: "CHANGE_NUMBER", initiated_by: "USER" } },
      "disconnected, reason CHANGE_NUMBER, initiated by USER",
    ],
    [{ event: "ACCOUNT_OFFBOARDED" }, "paused"],
    [{ event: "ACCOUNT_RECONNECTED" }, "reconnected"],
  ])("says what an account event means for coexistence: %j", (value, meaning) => {
    expect(rowsOf(webhook(["account_update", value]))).toEqual([
      ["account", "", "", value.event, ""],
      ["", meaning],
    ]);
  });

  it("says no more of an account event than its name where it means nothing for coexistence", () => {
    const body = { entry: [{ time: 1772442000, changes: [{ field: "account_update", value: { event: "NEW" } }] }] };
    expect(rowsOf(body)).toEqual([["account", "", "", "NEW", "2026-03-02 09:00:00"]]);
  });

  it("shows a partner event by its name", () => {
    expect(rowsOf({ id: "1", event: "channel_live", data: {} })).toEqual([["partner", "", "", "channel_live", ""]]);
  });

  it("leaves unknown events to their own section", () => {
    expect(rowsOf({ hello: "world" })).toEqual([]);
  });

  it("prints times to the minute and directions in short when compact", () => {
    const body = webhook(["messages", { metadata, messages: [textMessage()] }]);
    expect(rowsOf(body, { compact: true })).toEqual([["message", "in", "15550002222", "text", "2026-03-02 09:00"]]);
  });
});

describe("a chunk of history in the table", () => {
  function chunk(messages: number, metadataOfChunk?: object): Uint8Array {
    const threads = [
      { id: "15550002222", messages: Array.from({ length: messages - 1 }, () => textMessage()) },
      { id: "15550003333", messages: [textMessage({ from: "15550001111" })] },
    ];
    return webhook(["history", { metadata, history: [{ metadata: metadataOfChunk, threads }] }]);
  }

  it("has a line with its place in the synchronization and its size", () => {
    const [line] = rowsOf(chunk(3, { phase: 1, chunk_order: 4, progress: 60 }));
    expect(line).toEqual(["history", "phase 1, chunk 4, progress 60 %: 2 threads, 3 messages"]);
  });

  it("has a line without what the sender did not say", () => {
    expect(rowsOf(chunk(2))[0]).toEqual(["history", "2 threads, 2 messages"]);
  });

  it("expands to its messages", () => {
    expect(rowsOf(chunk(2)).slice(1)).toEqual([
      ["", "inbound", "15550002222", "text", "2026-03-02 09:00:00"],
      ["", "outbound", "15550003333", "text", "2026-03-02 09:00:00"],
    ]);
  });

  it("shows ten messages and counts the others", () => {
    const rows = rowsOf(chunk(2011));
    expect(rows).toHaveLength(1 + 10 + 1);
    expect(rows.at(-1)).toEqual(["", "… and 2,001 more messages (--all shows them)"]);
  });

  it("shows all of them when asked to", () => {
    expect(rowsOf(chunk(30), { all: true })).toHaveLength(1 + 30);
  });
});
