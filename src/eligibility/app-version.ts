/**
 * Compares two versions of the WhatsApp Business app, segment by segment as numbers: `2.24.9 < 2.24.17 < 2.24.17.78 <
 * 2.25.1`. What follows the numbers, as in `2.24.17-beta`, does not count.
 *
 * @returns a negative number, 0 or a positive one, as `sort` wants it; `undefined` where one of them is no version.
 * @example
 * ```ts
 * import { compareAppVersions } from "whatsapp-coexistence";
 *
 * console.log(compareAppVersions("2.24.9", "2.24.17")); // -1
 * console.log(compareAppVersions("2.24.17.78", "2.24.17")); // 1
 * console.log(compareAppVersions("the newest", "2.24.17")); // undefined
 * ```
 */
export function compareAppVersions(first: string, second: string): number | undefined {
  const [left, right] = [readSegments(first), readSegments(second)];
  if (left === undefined || right === undefined) return undefined;
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return Math.sign(difference);
  }
  if (left.length === right.length) return 0;
  // "2.24" is somebody's short form and may stand for an older or a newer one than 2.24.17.
  if (shorter < fewestSegments) return undefined;
  const rest = (left.length > right.length ? left : right).slice(shorter);
  if (rest.every((segment) => segment === 0)) return 0;
  return left.length > right.length ? 1 : -1;
}

/** The app's own versions have three or four segments, such as 2.24.17.78. */
const fewestSegments = 3;

const version = /^\s*v?(\d{1,9}(?:\.\d{1,9}){1,5})(?!\d|\.\.|\.\d)/i;

function readSegments(text: unknown): number[] | undefined {
  if (typeof text !== "string") return undefined;
  return version.exec(text)?.[1]?.split(".").map(Number);
}
