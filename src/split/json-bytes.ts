// The characters of JSON's syntax.
export const quote = 0x22;
export const comma = 0x2c;
export const colon = 0x3a;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;

/** @internal */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Where the text begins: behind a byte order mark.
 *
 * @internal
 */
export function startOfText(bytes: Uint8Array): number {
  return byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
}

/**
 * Where a string ends whose quotation mark stands at an index, or -1 where it does not.
 *
 * @internal
 */
export function endOfString(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let index = start + 1;
  while (index < length) {
    const byte = bytes[index] as number;
    if (byte === quote) return index + 1;
    if (byte === backslash) {
      index = endOfEscape(bytes, index);
      if (index < 0) return -1;
    } else if (byte < 0x20) {
      return -1;
    } else {
      index++;
    }
  }
  return -1;
}

const backslash = 0x5c;

function endOfEscape(bytes: Uint8Array, index: number): number {
  const letter = bytes[index + 1] as number;
  if (letter !== 0x75) return escapable.includes(letter) ? index + 2 : -1;
  for (let digit = index + 2; digit < index + 6; digit++) if (!isHexDigit(bytes[digit])) return -1;
  return index + 6;
}

const escapable = Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0));

/**
 * Where a number, `true`, `false` or `null` ends that begins at an index, or -1 where none does.
 *
 * @internal
 */
export function endOfScalar(bytes: Uint8Array, index: number): number {
  const word = words.find(([first]) => first === bytes[index]);
  if (word === undefined) return endOfNumber(bytes, index);
  return word.every((byte, offset) => bytes[index + offset] === byte) ? index + word.length : -1;
}

const words = ["true", "false", "null"].map((word) => Array.from(word, (letter) => letter.charCodeAt(0)));

function endOfNumber(bytes: Uint8Array, start: number): number {
  let index = bytes[start] === minus ? start + 1 : start;
  const whole = endOfDigits(bytes, index);
  // Nothing follows a leading zero.
  if (whole === index || (bytes[index] === zero && whole > index + 1)) return -1;
  index = whole;
  if (bytes[index] === point) {
    const fraction = endOfDigits(bytes, index + 1);
    if (fraction === index + 1) return -1;
    index = fraction;
  }
  // e or E.
  if (((bytes[index] ?? 0) | 0x20) !== 0x65) return index;
  const first = bytes[index + 1];
  const exponent = first === plus || first === minus ? index + 2 : index + 1;
  const end = endOfDigits(bytes, exponent);
  return end === exponent ? -1 : end;
}

const plus = 0x2b;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;

function endOfDigits(bytes: Uint8Array, index: number): number {
  let end = index;
  while (isDigit(bytes[end])) end++;
  return end;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const letter = byte | 0x20;
  return isDigit(byte) || (letter >= 0x61 && letter <= 0x66);
}
