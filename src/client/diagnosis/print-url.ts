/** Writes where an address leads, without what stands in its query: that may be a secret. */
export function printUrl(address: string): string {
  if (!URL.canParse(address)) return "an address that cannot be read";
  const { host, pathname, search } = new URL(address);
  return `${host}${pathname === "/" ? "" : pathname}${search === "" ? "" : "?…"}`;
}

/** Writes the host of an address alone: at 360dialog, which signs nothing there, its path may be the secret. */
export function printHost(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "an address that cannot be read";
}
