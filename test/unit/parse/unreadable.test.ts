import { describe, expect, test } from "vitest";
import { unreadableBody } from "../../../src/parse/unreadable.ts";

const utf8 = new TextEncoder();
const receivedAt = new Date(0);

describe("a body that is no JSON text", () => {
  test("comes out whole as a text, a byte order mark included", () => {
    expect(unreadableBody(utf8.encode("\ufeffhello"), { provider: "360dialog", receivedAt })).toMatchObject({
      type: "unknown",
      reason: "not_json",
      path: "",
      provider: "360dialog",
      receivedAt,
      raw: "\ufeffhello",
    });
  });

  test("comes out as its bytes where they are no text, as a copy", () => {
    const bytes = new Uint8Array([0xff, 0xfe]);
    const { raw } = unreadableBody(bytes, {});
    bytes.fill(0);
    expect(raw).toEqual(new Uint8Array([0xff, 0xfe]));
  });

  test("has the same id when it is delivered again, and another one than any other body", () => {
    const idOf = (...octets: number[]) => unreadableBody(new Uint8Array(octets), {}).id;
    expect(idOf(0xff, 1)).toBe(idOf(0xff, 1));
    expect(new Set([idOf(0xff, 1), idOf(0xff, 0x10), idOf(0xff), idOf(0x31)]).size).toBe(4);
  });
});
