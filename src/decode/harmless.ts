/**
 * The deepest nesting that is passed on. Documented webhooks stay below 15; whoever walks a tree by recursion, zod and
 * `JSON.stringify` among them, ends in a RangeError somewhere above some thousands.
 *
 * @internal
 */
export const deepestNesting = 64;

/**
 * Tells whether a parsed value can be passed on as it is: not nested too deeply, no key that changes a prototype when
 * it is copied, no number that JavaScript could not hold exactly.
 *
 * `for…in` on purpose: it is several times faster here than `Object.keys`, and reads an own `__proto__` too.
 *
 * @internal
 */
export function isHarmless(value: unknown, room: number = deepestNesting): boolean {
  if (typeof value === "number") return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
  if (typeof value !== "object" || value === null) return typeof value !== "bigint";
  if (room === 0) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isHarmless(item, room - 1)) return false;
    return true;
  }
  for (const key in value) {
    if (key === "__proto__" || key === "constructor") return false;
    const member = (value as Record<string, unknown>)[key];
    if (typeof member !== "string" && !isHarmless(member, room - 1)) return false;
  }
  return true;
}
