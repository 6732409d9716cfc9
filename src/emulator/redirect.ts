/**
 * An address with more parameters: before its fragment, and in letters that a header can hold. The parameters stay as they
 * are, because 360dialog's have brackets.
 */
export function withQuery(address: string, query: string): string {
  const { href, hash } = new URL(address);
  const base = hash === "" ? href : href.slice(0, -hash.length);
  return `${base}${base.includes("?") ? "&" : "?"}${query}${hash}`;
}
