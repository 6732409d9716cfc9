import { describe, expect, it } from "vitest";
import { renderReport } from "../../../../src/cli/inspect/report.ts";
import { findUnknownKeys } from "../../../../src/cli/inspect/unknown-keys.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";
import { parseWebhook } from "../../../../src/index.ts";
import { capturedWebhook } from "../captured-webhook.ts";
import { metadata, textMessage, webhook } from "../webhook.ts";

const options = { all: false, width: undefined as number | undefined, paint: (_: unknown, text: string) => text };

function report(body: Uint8Array, more: Partial<typeof options> = {}, name = "captured.json"): string[] {
  const events = parseWebhook(body);
  return renderReport({ name, events, unknownKeys: findUnknownKeys(body, events) }, { ...options, ...more });
}

function bodyOfMany(message: object): Uint8Array {
  const messages = Array.from({ length: 2000 }, () => message);
  return webhook(["history", { metadata, history: [{ threads: [{ id: "15550002222", messages }] }] }]);
}

const thread = "entry[0].changes[0].value.history[0].threads[0]";

describe("the report on a file", () => {
  it("has the name, the origin, the table and the count where everything is understood", () => {
    expect(report(webhook(["messages", { metadata, messages: [textMessage()] }]))).toEqual([
      "captured.json",
      "from meta · field messages · number 15550001111",
      "",
      "EVENT    DIRECTION  CUSTOMER     TYPE  WHEN (UTC)",
      "message  inbound    15550002222  text  2026-03-02 09:00:00",
      "",
      "1 event: 1 message",
    ]);
  });

  it("lists what was not understood, with path, reason and issues", () => {
    const body = webhook(["messages", { metadata, messages: [textMessage({ text: undefined })] }], ["weather", {}]);
    expect(report(body).slice(2, -2)).toEqual([
      "",
      "Not understood",
      "  malformed      entry[0].changes[0].value.messages[0]",
      expect.stringMatching(/^ {17}text: /),
      "  unknown_field  entry[0].changes[1]",
      '                 No page documents the field "weather".',
    ]);
  });

  it("says where the whole body is what was not understood", () => {
    expect(report(Buffer.from('{"hello":"world"}'))).toContain("  unknown_envelope  the whole body");
  });

  it("lists unknown keys", () => {
    const body = webhook(["messages", { metadata, messages: [textMessage({ extra: 1 })] }]);
    expect(report(body).slice(-4)).toEqual([
      "Unknown keys",
      "  entry[0].changes[0].value.messages[0].extra",
      "",
      "1 event: 1 message; 1 unknown key",
    ]);
  });

  it("names one of the unknown keys that are alike, and counts the others", () => {
    expect(report(bodyOfMany(textMessage({ extra: 1 }))).slice(-5, -2)).toEqual([
      "Unknown keys",
      `  ${thread}.messages[0].extra`,
      "  … and 1,999 more like it (--all shows them)",
    ]);
  });

  it("names one of the malformed items that are alike, and counts the others", () => {
    const lines = report(bodyOfMany({ id: "wamid.one", type: "text" }));
    expect(lines.filter((line) => line.startsWith("  malformed"))).toEqual([`  malformed  ${thread}.messages[0]`]);
    expect(lines).toContain("             … and 1,999 more like it (--all shows them)");
  });

  it("names every one of them when asked to", () => {
    const lines = report(bodyOfMany({ id: "wamid.one", type: "text", extra: 1 }), { all: true });
    expect(lines.filter((line) => line.startsWith("  malformed"))).toHaveLength(2000);
    expect(lines.filter((line) => line.endsWith(".extra"))).toHaveLength(2000);
  });

  it.each([60, 80, 100, 120])("stays within %i columns", (width) => {
    const lines = report(
      capturedWebhook,
      { width },
      "a/rather/long/path/of/a/file/that/somebody/captured/webhook.json",
    );
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
  });

  it("shortens times and directions only where the terminal is too narrow for them", () => {
    expect(report(capturedWebhook, { width: 100 }).join("\n")).toContain("inbound");
    expect(report(capturedWebhook, { width: 60 }).join("\n")).not.toContain("inbound");
  });

  it("shows control characters from any place as escapes", () => {
    const hostile = "\u001b[2J\u009b\r\n";
    const body = webhook(
      ["messages", { contacts: [{ profile: { name: hostile } }], messages: [textMessage({ [hostile]: 1 })] }],
      ["messages", { messages: [{ ...textMessage(), type: hostile }], [hostile]: 1 }],
      [hostile, {}],
      ["account_update", { event: hostile, phone_number: hostile }],
    );
    expect(report(body, {}, hostile).join("")).toMatch(/^[ -~·…]*$/);
  });
});
