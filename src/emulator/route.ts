import type { Change } from "../payloads/change.ts";
import type { Destination } from "../traffic/sending/consign.ts";
import { routeDialog360 } from "./dialog360/route.ts";
import { routeMeta } from "./meta/route.ts";
import type { Business } from "./world/business.ts";
import type { World } from "./world/world.ts";

/** Where the provider of a business sends a change: the main address first, and nowhere where nobody gets it. */
export function route(world: World, business: Business, change: Change): readonly Destination[] {
  if (business.provider === "360dialog") return routeDialog360(world, business, change);
  const destination = routeMeta(world, business, change);
  return destination === undefined ? [] : [destination];
}
