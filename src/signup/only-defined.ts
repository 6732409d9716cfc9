/** The object without its members that are undefined: absent is absent, also to `in` and in a log. */
export function onlyDefined<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}
