/**
 * Prints a parsed value as JSON, however deeply it is nested: `JSON.stringify` ends in a RangeError at some thousands of
 * levels before Node 26. A bigint prints as its digits.
 *
 * @returns nothing for what JSON cannot say: a cycle, or a value that is no JSON at all.
 * @internal
 */
export function printJson(value: unknown): string | undefined {
  const pieces: string[] = [];
  const open = new Set<object>();
  // What is left to do, the next last.
  const left: (() => boolean)[] = [() => print(value)];

  const later = (text: string): void => {
    left.push(() => pieces.push(text) > 0);
  };

  const print = (part: unknown): boolean => {
    if (typeof part === "bigint") return pieces.push(String(part)) > 0;
    if (typeof part !== "object" || part === null) {
      return pieces.push((JSON.stringify(part) as string | undefined) ?? "null") > 0;
    }
    if (open.has(part)) return false;
    open.add(part);
    const isList = Array.isArray(part);
    pieces.push(isList ? "[" : "{");
    left.push(() => open.delete(part));
    later(isList ? "]" : "}");
    const members = Object.entries(part).filter(([, member]) => isList || isPrintable(member));
    for (const [index, [key, member]] of members.reverse().entries()) {
      left.push(() => print(member));
      if (!isList) later(`${JSON.stringify(key)}:`);
      if (index < members.length - 1) later(",");
    }
    return true;
  };

  if (!isPrintable(value)) return undefined;
  for (let next = left.pop(); next !== undefined; next = left.pop()) if (!next()) return undefined;
  return pieces.join("");
}

// What is none of these is left out of an object, as JSON.stringify does it.
function isPrintable(value: unknown): boolean {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}
