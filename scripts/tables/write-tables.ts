/** The tables of a page, by the name of their markers: `<!-- features -->` … `<!-- /features -->`. */
export type Tables = Readonly<Record<string, () => string>>;

/** Writes each table between its markers, and leaves the rest of the text as it is. */
export function writeTables(text: string, tables: Tables): string {
  return Object.entries(tables).reduce((written, [name, table]) => writeTable(written, name, table()), text);
}

function writeTable(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, ...after] = text.split(begin);
  const [, rest, ...more] = after.join(begin).split(end);
  if (after.length !== 1 || rest === undefined || more.length > 0) {
    throw new Error(`The page has not got the markers of "${name}" once each, in their order.`);
  }
  return `${before}${begin}\n\n${table}\n\n${end}${rest}`;
}
