import { isMembers } from "../../members.ts";
import type { Dialog360Destination } from "../../world/business.ts";
import type { World } from "../../world/world.ts";
import { isText } from "../call.ts";
import { refuse } from "../refusals.ts";
import type { NumberCall } from "./number-call.ts";
import { badWebhook, readWebhook } from "./read-webhook.ts";

/** @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number */
const mostDestinations = 3;

const done = (): Response => Response.json({ message: "The operation has begun." });

export function printDestinations({ business }: NumberCall): Response {
  const { isEnabled, destinations } = business.atDialog360.more;
  return Response.json({ enabled: isEnabled, destinations });
}

/** Turns the further addresses on or off; with `destinations`, with these. */
export function switchDestinations({ world, business, body }: NumberCall): Response {
  const { more } = business.atDialog360;
  const { enabled, destinations } = body;
  const read = destinations === undefined ? more.destinations : readDestinations(world, destinations);
  if (typeof enabled !== "boolean") return refuse(400, "enabled is neither true nor false.");
  if (enabled === more.isEnabled) return refuse(409, "They are in this state already.");
  if (read === undefined) return refuse(400, refused);
  business.atDialog360.more = { isEnabled: enabled, destinations: read };
  return done();
}

/** Adds to those there are. */
export function addDestinations({ world, business, body }: NumberCall): Response {
  const { more } = business.atDialog360;
  if (!more.isEnabled) return refuse(400, "They are not enabled.");
  const added = readDestinations(world, body["destinations"]);
  const all = added && readDestinations(world, [...more.destinations, ...added]);
  if (all === undefined) return refuse(400, refused);
  more.destinations = all;
  return done();
}

/** Changes the one that has this name. */
export function changeDestination({ world, business, body }: NumberCall): Response {
  const { more } = business.atDialog360;
  const known = more.destinations.find(({ name }) => name === body["name"]);
  if (known === undefined) return refuse(404, "There is no destination of this name.");
  const changed = readDestination(world, { ...known, ...body });
  if (changed === undefined) return refuse(400, refused);
  more.destinations = more.destinations.map((each) => (each === known ? changed : each));
  return done();
}

const refused = `destinations is no list of up to ${mostDestinations}, each with a name of its own and an address. ${badWebhook}`;

function readDestinations(world: World, value: unknown): Dialog360Destination[] | undefined {
  if (!Array.isArray(value) || value.length > mostDestinations) return undefined;
  const read = value.map((each) => readDestination(world, each)).filter((destination) => destination !== undefined);
  const names = new Set(read.map(({ name }) => name));
  return names.size === value.length ? read : undefined;
}

function readDestination(world: World, value: unknown): Dialog360Destination | undefined {
  if (!isMembers(value) || !isText(value["name"])) return undefined;
  const webhook = readWebhook(world, value);
  return webhook && { name: value["name"], ...webhook };
}
