import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { type CoexistenceEvent, parseWebhook, safeParseWebhook } from "../../../src/index.ts";
import { describeEvent } from "../../fixtures/describe-event.ts";
import { fixture, fixtureBytes } from "../../fixtures/fixtures.ts";

const name = "messages.every-list";
const bytes = fixtureBytes(name);
const text = bytes.toString();
const receivedAt = new Date("2026-06-01T00:00:00Z");

// A view into a larger buffer: whoever takes the whole buffer reads the wrong bytes.
const padded = new Uint8Array(bytes.length + 20).fill(0x7b);
padded.set(bytes, 10);

const inOtherRealm = (code: string): Parameters<typeof parseWebhook>[0] =>
  runInNewContext(code, { text, octets: [...bytes] });

const forms: [form: string, body: () => Parameters<typeof parseWebhook>[0]][] = [
  ["a Buffer", () => bytes],
  ["a Uint8Array", () => new Uint8Array(bytes)],
  ["a Uint8Array that is part of a larger buffer", () => padded.subarray(10, 10 + bytes.length)],
  ["an ArrayBuffer", () => new Uint8Array(bytes).buffer],
  ["a DataView", () => new DataView(padded.buffer, 10, bytes.length)],
  ["a text", () => text],
  ["a parsed object", () => fixture(name)],
  ["a frozen object", () => deepFreeze(fixture(name))],
  ["an object without a prototype", () => Object.assign(Object.create(null), fixture(name))],
  ["a Uint8Array of another realm", () => inOtherRealm("new Uint8Array(octets)")],
  ["an ArrayBuffer of another realm", () => inOtherRealm("new Uint8Array(octets).buffer")],
  ["a parsed object of another realm", () => inOtherRealm("JSON.parse(text)")],
];

function deepFreeze<Value extends object>(value: Value): Value {
  for (const member of Object.values(value)) if (typeof member === "object" && member !== null) deepFreeze(member);
  return Object.freeze(value);
}

describe("parseWebhook", () => {
  test.each(forms)("reads %s", (_, body) => {
    const events = parseWebhook(body(), { receivedAt });
    expect(JSON.parse(JSON.stringify(events))).toEqual(JSON.parse(JSON.stringify(parseWebhook(text, { receivedAt }))));
    expect(events).toHaveLength(5);
  });

  test.each(forms)("leaves %s as it was", (_, body) => {
    const given = body();
    const before = structuredClone(given);
    parseWebhook(given);
    expect(structuredClone(given)).toEqual(before);
  });

  test("says when each event arrived", () => {
    for (const event of parseWebhook(text, { receivedAt })) expect(event.receivedAt).toBe(receivedAt);
  });

  test("takes now for the time of arrival where none is given", () => {
    const before = Date.now();
    const [event] = parseWebhook(text);
    expect(event?.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(event?.receivedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test.each([
    ["Meta's envelope", "messages.text", "meta"],
    ["a value without an envelope", "history.declined-bare", "meta"],
    ["360dialog's envelope", "360dialog.history", "360dialog"],
    ["360dialog's envelope around a partner event", "360dialog.channel_live", "360dialog"],
  ])("knows by %s who sent it", (_, file, provider) => {
    for (const event of parseWebhook(fixtureBytes(file))) expect(event.provider).toBe(provider);
  });

  test("believes whoever knows better who sent it", () => {
    const [event] = parseWebhook(fixtureBytes("messages.text"), { provider: "360dialog" });
    expect(event?.provider).toBe("360dialog");
  });

  test.each([
    ["not JSON", "hello", "invalid_json"],
    ["empty", "", "invalid_json"],
    ["half a webhook", text.slice(0, 100), "invalid_json"],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "invalid_utf8"],
    ["an empty ArrayBuffer", new ArrayBuffer(0), "invalid_json"],
  ])("throws for a body that is %s", (_, body, code) => {
    expect(() => parseWebhook(body)).toThrow(expect.objectContaining({ name: "CoexistenceError", code }));
  });

  test("repeats nothing of an unreadable body in its error", () => {
    const body = '{"from":"15550002222","text":"a secret"';
    try {
      parseWebhook(body);
      expect.unreachable();
    } catch (error) {
      const { message, stack, cause } = error as Error;
      expect(`${message} ${stack} ${String(cause)}`).not.toMatch(/15550002222|a secret/);
    }
  });

  test.each(["null", "true", "0", '"text"', "[]", "{}", "[{}]"])(
    "takes the JSON value %s for an unknown envelope",
    (body) => {
      expect(parseWebhook(body)).toMatchObject([
        { type: "unknown", reason: "unknown_envelope", path: "", raw: JSON.parse(body) },
      ]);
    },
  );

  test("gives everything as plain data that can be cloned and printed", () => {
    const events = parseWebhook(text, { receivedAt });
    expect(structuredClone(events)).toEqual(events);
    const printed = JSON.parse(JSON.stringify(events)) as CoexistenceEvent[];
    expect(printed.map(describeEvent)).toEqual(events.map(describeEvent));
  });
});

describe("safeParseWebhook", () => {
  test("answers with the events of a body it can read", () => {
    const result = safeParseWebhook(text, { receivedAt });
    expect(result).toEqual({ success: true, events: parseWebhook(text, { receivedAt }) });
  });

  test("answers with the error of a body it cannot read", () => {
    expect(safeParseWebhook("hello")).toMatchObject({ success: false, error: { code: "invalid_json" } });
  });
});
