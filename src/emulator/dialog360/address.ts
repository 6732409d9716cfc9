import { isLoopback } from "../world/loopback.ts";
import { isWithin } from "../world/reach.ts";
import type { World } from "../world/world.ts";

/**
 * Whether 360dialog sends webhooks of a number there: https, and neither an underscore nor a port in the host. The emulator
 * takes an address of this machine as well, with its port: the application under test is beside it, and nobody else is
 * asked to reach it. Elsewhere it sends nothing, unless it is allowed to: see `isWithin`.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number
 */
export function isNumberAddress(world: World, value: unknown): value is string {
  if (isLocal(value)) return true;
  return isHttps(value) && isWithin(world, value) && /^https:\/\/[^/?#:_@]+([/?#]|$)/i.test(value);
}

/** Whether 360dialog sends partner events there, or a browser. No page forbids a port. This machine will do as well. */
export function isPartnerAddress(value: unknown): value is string {
  return isLocal(value) || isHttps(value);
}

function isLocal(value: unknown): value is string {
  const url = parse(value);
  return url?.protocol === "http:" && isLoopback(url.hostname);
}

function isHttps(value: unknown): value is string {
  return parse(value)?.protocol === "https:";
}

function parse(value: unknown): URL | undefined {
  return typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
}
