import { describe, expect, it } from "vitest";
import { checkUtf8 } from "../../../src/split/check-utf8.ts";
import { scan } from "../../../src/split/scan.ts";
import { webhookShape } from "../../../src/split/shape.ts";
import { ListNode, type ObjectNode, type Span } from "../../../src/split/tree.ts";
import { bytesOf } from "./parts.ts";

/** Runs all steps. */
function finish<Result>(steps: Generator<undefined, Result>): { result: Result; steps: number } {
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) return { result: step.value, steps: count };
  }
}

const scanText = (text: string | Uint8Array): Span | undefined => finish(scan(bytesOf(text), webhookShape)).result;

describe("a scan", () => {
  it.each([
    "{}",
    "[]",
    "0",
    "-0",
    "-1.5e+10",
    "1E5",
    "10.01",
    "true",
    "false",
    "null",
    '""',
    ' \t\r\n{ "a" : [ 1 , { } , [ ] , "b" ] } ',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D"',
    '"é€😀\u007f\u2028"',
    '[[[[{"a":{"b":[{}]}}]]]]',
    "\ufeff{}",
  ])("reads %j", (text) => {
    expect(scanText(text)).toEqual({ start: expect.any(Number), end: text.trimEnd().length + extraBytes(text) });
  });

  it.each([
    "",
    " ",
    "{",
    "}",
    "[",
    "]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{"a" 1}',
    "{a:1}",
    "{1:1}",
    '{"a":1 "b":2}',
    '{"a"::1}',
    '{"a":1]',
    "[1:2]",
    "1 1",
    "{}{}",
    "{},",
    ",",
    ":",
    "01",
    "-",
    "+1",
    "1.",
    ".5",
    "1e",
    "1e+",
    "0x1",
    "NaN",
    "tru",
    "nul",
    "falsey",
    "'a'",
    '"',
    '"a',
    '"\\',
    '"\\x"',
    '"\\u12"',
    '"\\u12g4"',
    '"a\nb"',
    '"\t"',
    '"\u0000"',
    "\u00a0{}",
    "{}\u0000",
    "\ufeff\ufeff{}",
    "// a\n{}",
  ])("refuses %j", (text) => {
    expect(scanText(text)).toBeUndefined();
  });

  it("notes where the lists and items of a webhook stand", () => {
    const text = '{"entry" : [ {"changes":[{"value":{"messages":[{"id":"a"}, 5 ,[]]}}]}, null]}';
    const [root, entry, changes] = [scanText(text) as ObjectNode, [] as Span[], [] as Span[]];
    const spell = ({ start, end }: Span) => text.slice(start, end);
    const entries = root.get("entry") as ListNode;
    entry.push(...entries.items);
    expect(entry.map(spell)).toEqual([expect.stringMatching(/^\{"changes".*\}$/), "null"]);
    changes.push(...((entry[0] as ObjectNode).get("changes") as ListNode).items);
    const value = (changes[0] as ObjectNode).get("value") as ObjectNode;
    expect((value.get("messages") as ListNode).items.map(spell)).toEqual(['{"id":"a"}', "5", "[]"]);
    expect(spell(root)).toBe(text);
  });

  it("reads keys as JSON.parse does, and notices one that stands twice", () => {
    const root = scanText('{"\\u0065ntry":[],"data":{"history":1,"histor\\u0079":2}}') as ObjectNode;
    expect(root.get("entry")).toBeInstanceOf(ListNode);
    expect(root.hasTwice).toBe(false);
    expect((root.get("data") as ObjectNode).hasTwice).toBe(true);
  });

  it.each([
    ['[{"id":"1","from_user_id":"US.1"}]', true],
    ['[{"to_parent_user_id":"US.1"}]', true],
    ['[{"from_user\\u005fid":"US.1"}]', true],
    ['[{"id":"from_user_id","system":{"user_id":"US.1"}}]', false],
    ['["user_id",{"user_id_":1}]', false],
  ])("notices in %s whether messages name users", (messages, names) => {
    const root = scanText(`{"messages":${messages}}`) as ObjectNode;
    expect((root.get("messages") as ListNode).namesUsers).toBe(names);
  });

  it("follows 512 levels and no more", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(scanText(nested(512))).toBeDefined();
    expect(scanText(nested(513))).toBeUndefined();
    expect(scanText(nested(2_000_000))).toBeUndefined();
  });

  it("takes steps", () => {
    const text = JSON.stringify({ entry: Array.from({ length: 20_000 }, (_, id) => ({ id })) });
    expect(finish(scan(bytesOf(text), webhookShape)).steps).toBeGreaterThan(text.length / 40_000);
  });
});

/** How many bytes more than characters a text has. */
function extraBytes(text: string): number {
  return bytesOf(text.trimEnd()).length - text.trimEnd().length;
}

describe("the check for UTF-8", () => {
  const isUtf8 = (bytes: Uint8Array) => finish(checkUtf8(bytes)).result;

  it.each([0, 1, 2, 3, 4])("finds characters whole that stand across its steps, %d bytes on", (offset) => {
    expect(isUtf8(bytesOf(`${"a".repeat(offset)}${"😀€é".repeat(20_000)}`))).toBe(true);
  });

  it.each([
    ["a byte that begins nothing", [0xff]],
    ["a character that ends early", [0xe2, 0x82]],
    ["one written too long", [0xc0, 0xaf]],
    ["half of a pair", [0xed, 0xa0, 0x80]],
    ["bytes that only continue", [0x80, 0x80, 0x80, 0x80, 0x80]],
  ])("refuses %s, wherever it stands", (_, wrong) => {
    for (const before of [0, 65_532, 65_533, 65_534, 65_535, 65_536]) {
      for (const after of [0, 70_000]) {
        const bytes = new Uint8Array(before + wrong.length + after).fill(0x61);
        bytes.set(wrong, before);
        expect(isUtf8(bytes)).toBe(false);
      }
    }
  });
});
