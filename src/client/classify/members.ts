/** Tells whether a value has members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number, also one that is quoted. Codes are never so long that they could be anything else. */
export function readInteger(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d{1,8}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && Math.abs(number) < 1e8 ? number : undefined;
}

/** A trace id, and nothing that could be a phone number, an app secret (32 characters) or an access token in its place. */
export function readTrace(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z][\w/+-]{9,29}$/.test(value) ? value : undefined;
}
