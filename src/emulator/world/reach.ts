import { isLoopback } from "./loopback.ts";
import type { World } from "./world.ts";

/**
 * Where a webhook address is reached from here. Providers, and the clients of this package, take no address that is not of
 * the public internet, and an application under test has none: its public origin leads through a tunnel to this machine.
 */
export function reach({ tunnels }: World, address: string): string {
  const { origin, pathname, search } = new URL(address);
  const end = tunnels.get(origin);
  return end === undefined ? address : `${end}${pathname}${search}`;
}

/** What to do about an address that nothing is sent to. */
export const howToReach =
  "The emulator sends nothing beyond this machine: give it a tunnel for the address, or allow remote addresses.";

/**
 * Whether something may be sent there: to this machine, to the end of a tunnel, or anywhere where that was allowed. What is
 * sent is invented, and real customers may be behind an address that was left in a setting.
 */
export function isWithin({ tunnels, allowRemote }: Pick<World, "tunnels" | "allowRemote">, address: string): boolean {
  const { origin, hostname } = new URL(address);
  return allowRemote || tunnels.has(origin) || isLoopback(hostname);
}
