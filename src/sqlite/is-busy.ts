// SQLite's numbers. Their extended codes carry them in the lowest byte.
const busyCodes = [5, 6];

/** Whether a database was locked by somebody else when it was asked. That passes. */
export function isLocked(error: unknown): boolean {
  const { code, errcode } = readError(error);
  // node:sqlite has one code for all that SQLite says, and the number beside it.
  if (typeof errcode === "number") return busyCodes.includes(errcode & 0xff);
  return /^SQLITE_(BUSY|LOCKED)/.test(String(code));
}

/** Whether no transaction can begin now, because of a lock or because the application has one open. */
export function isBusy(error: unknown): boolean {
  return isLocked(error) || /within a transaction/.test(String(readError(error).message));
}

function readError(error: unknown): { code?: unknown; errcode?: unknown; message?: unknown } {
  return (error ?? {}) as object;
}
