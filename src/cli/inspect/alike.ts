/** Things that differ only in which item of a list they are about. */
export interface Alike<Thing> {
  readonly first: Thing;
  readonly others: readonly Thing[];
}

/**
 * Puts things together that are alike: what is wrong with one message of a history is often wrong with thousands.
 *
 * @param describe - says everything that must be equal. Positions in lists, such as `[12]`, need not.
 * @internal
 */
export function groupAlike<Thing>(things: readonly Thing[], describe: (thing: Thing) => string): Alike<Thing>[] {
  const groups = new Map<string, { first: Thing; others: Thing[] }>();
  for (const thing of things) {
    const key = describe(thing).replace(/\[\d+\]/g, "[]");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: thing, others: [] });
    else group.others.push(thing);
  }
  return [...groups.values()];
}
