/** Writes the host of an address alone: what follows it may be a secret, and findings land in logs. */
export function printHost(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "an address that cannot be read";
}
