/**
 * The same object without its members that are `undefined`: JSON has no such value, and a state has to be the same after
 * it was stored.
 *
 * @internal
 */
export function onlyPresent<Members extends object>(
  members: Members,
): { [Key in keyof Members]: Exclude<Members[Key], undefined> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Key in keyof Members]: Exclude<Members[Key], undefined> };
}
