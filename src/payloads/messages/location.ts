import type { LocationMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes a place.
 *
 * @example
 * ```ts
 * import { locationMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(locationMessage({ latitude: 48.5 }).location.latitude); // 48.5
 * ```
 */
export function locationMessage(
  location: Partial<LocationMessage["location"]> = {},
  members: MessageMembers = {},
): LocationMessage {
  const content = {
    latitude: 10.25,
    longitude: -20.5,
    name: "Corner Bakery",
    address: "1 Example Street",
    ...location,
  };
  return { ...withDefaults(members), type: "location", location: content };
}
