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
