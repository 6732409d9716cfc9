/** How many different values {@link hashText} has. */
export const hashValues = 2 ** 40;

/**
 * Spreads texts evenly over 40 bits, fast: a chunk has thousands of messages. Not for secrets, and nobody is kept from
 * finding two texts of the same value.
 *
 * @internal
 */
export function hashText(text: string): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b ^ text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0xcc9e2d51);
    high = (high << 15) | (high >>> 17);
    low = Math.imul(low ^ unit, 0x1b873593);
    low = (low << 13) | (low >>> 19);
  }
  const mixed = mix(high ^ Math.imul(low, 5));
  return (mixed & 0xff) * 2 ** 32 + mix(low ^ mixed);
}

// The end of MurmurHash3: every bit of the input turns each bit of the output with a chance of one half.
function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
