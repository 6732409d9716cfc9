import { sha256 } from "../digest/sha256.ts";

/**
 * Compares two texts in a time that says nothing about where they differ or how long they are.
 *
 * @internal
 */
export function equalInConstantTime(left: string, right: string): boolean {
  const encoder = new TextEncoder();
  const [a, b] = [sha256(encoder.encode(left)), sha256(encoder.encode(right))];
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= (a[index] as number) ^ (b[index] as number);
  return difference === 0;
}
