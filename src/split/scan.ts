import {
  closeBrace,
  closeBracket,
  colon,
  comma,
  endOfScalar,
  endOfString,
  isSpace,
  openBrace,
  openBracket,
  quote,
  startOfText,
} from "./json-bytes.ts";
import { canNameUser, readKey } from "./read-key.ts";
import type { Shape } from "./shape.ts";
import { ListNode, ObjectNode, type Span } from "./tree.ts";

/** How many bytes are read in one step: about a tenth of a millisecond. */
const stride = 32 * 1024;

/** Deeper nesting is not followed. Documented webhooks stay below 15, and nothing below 64 is parsed. */
const deepest = 512;

// What may come next. Plain numbers: this is the innermost loop.
const value = 0;
const valueOrEnd = 1;
const key = 2;
const keyOrEnd = 3;
const afterKey = 4;
const afterValue = 5;

/** A container that is looked into and has not ended yet. */
interface Open {
  readonly node: ObjectNode | ListNode;
  readonly shape: Shape;
  /** The last key that was read in it, and where that stands. */
  key: string;
  keyStart: number;
}

/**
 * Reads a body step by step, as strictly as `JSON.parse`, and notes where the parts of a shape stand.
 *
 * The bytes have to be UTF-8.
 *
 * @returns nothing for what is no JSON text, or nested too deeply.
 * @internal
 */
export function* scan(bytes: Uint8Array, shape: Shape): Generator<undefined, Span | undefined> {
  const { length } = bytes;
  /** From the outermost. What stands in any other container is checked, and that is all. */
  const open: Open[] = [];
  let top: Open | undefined;
  let root: Span | undefined;
  /** How many containers are open, and which of them are objects. */
  let depth = 0;
  const isObject = new Uint8Array(deepest + 1);
  let expected = value;
  /** Where the value begins that is not looked into. */
  let start = 0;
  let index = startOfText(bytes);
  let pause = index + stride;

  const note = (found: Span): void => {
    if (top === undefined) root = found;
    else if (top.node instanceof ListNode) top.node.items.push(found);
    else top.node.add({ key: top.key, start: top.keyStart, value: found });
  };

  for (;;) {
    while (isSpace(bytes[index])) index++;
    if (index >= pause) {
      yield;
      pause = index + stride;
    }
    if (index >= length) return expected === afterValue && depth === 0 ? root : undefined;
    const byte = bytes[index] as number;

    if (byte === quote) {
      if (expected >= afterKey) return undefined;
      const end = endOfString(bytes, index);
      if (end < 0) return undefined;
      if (expected <= valueOrEnd) {
        if (depth === open.length) note({ start: index, end });
        expected = afterValue;
      } else {
        if (top !== undefined && depth === open.length) {
          top.keyStart = index;
          top.key = readKey(bytes, index, end);
        } else if (top?.node instanceof ListNode && depth === open.length + 1) {
          if (canNameUser(bytes, index, end)) top.node.namesUsers = true;
        }
        expected = afterKey;
      }
      index = end;
    } else if (byte === comma) {
      if (expected !== afterValue || depth === 0) return undefined;
      index++;
      expected = isObject[depth] === 1 ? key : value;
    } else if (byte === colon) {
      if (expected !== afterKey) return undefined;
      index++;
      expected = value;
    } else if (byte === openBrace || byte === openBracket) {
      if (expected > valueOrEnd || depth === deepest) return undefined;
      if (depth === open.length) {
        start = index;
        const own = top === undefined ? shape : (top.shape.items ?? top.shape.members?.get(top.key));
        const node = own && lookInto(own, byte, index);
        if (own !== undefined && node !== undefined) {
          top = { node, shape: own, key: "", keyStart: 0 };
          open.push(top);
        }
      }
      index++;
      depth++;
      isObject[depth] = byte === openBrace ? 1 : 0;
      expected = byte === openBrace ? keyOrEnd : valueOrEnd;
    } else if (byte === closeBrace || byte === closeBracket) {
      const wasObject = byte === closeBrace;
      if (depth === 0 || isObject[depth] !== (wasObject ? 1 : 0)) return undefined;
      if (expected !== afterValue && expected !== (wasObject ? keyOrEnd : valueOrEnd)) return undefined;
      index++;
      depth--;
      expected = afterValue;
      if (top !== undefined && depth < open.length) {
        const { node } = top;
        node.end = index;
        open.pop();
        top = open.at(-1);
        note(node);
      } else if (depth === open.length) {
        note({ start, end: index });
      }
    } else {
      if (expected > valueOrEnd) return undefined;
      const end = endOfScalar(bytes, index);
      if (end < 0) return undefined;
      if (depth === open.length) note({ start: index, end });
      index = end;
      expected = afterValue;
    }
  }
}

function lookInto({ members, items }: Shape, byte: number, start: number): ObjectNode | ListNode | undefined {
  if (byte === openBrace) return members && new ObjectNode(start);
  return items && new ListNode(start);
}
