import type { BusinessNumber } from "../../payloads/participants.ts";
import { Random } from "../../payloads/random.ts";
import type { Business, BusinessAtDialog360 } from "../world/business.ts";
import type { World } from "../world/world.ts";
import { announceChannel, signUpEvents } from "./announce.ts";

/** What 360dialog will call a number and its owner. The same number has the same ids in every emulator. */
export function createBusinessAtDialog360({ phoneNumberId, wabaId }: BusinessNumber): BusinessAtDialog360 {
  return {
    clientId: `${lettersOf(phoneNumberId)}CL`,
    channelId: `${lettersOf(phoneNumberId)}CH`,
    wabaId: `${lettersOf(wabaId)}WA`,
    createdAt: undefined,
    cancelledAt: undefined,
    ...{ status: "created", hubStatus: "created", integrationState: "created" },
    ...{ apiKey: undefined, webhook: undefined, accountWebhook: undefined },
    more: { isEnabled: false, destinations: [] },
  };
}

/**
 * Takes a number to 360dialog, for the first time or again: its partner is told, and the channel is live. Webhook addresses
 * stay when it comes back, because they belong to the channel.
 */
export function joinDialog360(world: World, business: Business): void {
  const { atDialog360, wabaId } = business;
  const sibling = channelsOf(world).find((other) => other !== business && other.wabaId === wabaId);
  const isNewClient = !world.partner.clients.some(({ id }) => id === atDialog360.clientId);
  const isNewChannel = atDialog360.createdAt === undefined;
  business.provider = "360dialog";
  atDialog360.cancelledAt = undefined;
  if (isNewClient) world.partner.clients.push(describeClient(business));
  if (isNewChannel) {
    atDialog360.createdAt = world.clock.now();
    atDialog360.accountWebhook = sibling?.atDialog360.accountWebhook;
  }
  for (const event of signUpEvents) {
    if (event === "client_created" && !isNewClient) continue;
    if (event === "channel_created" && !isNewChannel) continue;
    world.onNews(business, announceChannel(business, event));
  }
}

/** The numbers that 360dialog knows. */
export function channelsOf({ businesses }: World): Business[] {
  return [...businesses.values()].filter(({ provider }) => provider === "360dialog");
}

function describeClient({ name, phoneNumberId, atDialog360 }: Business): World["partner"]["clients"][number] {
  const email = `owner-${phoneNumberId}@example.com`;
  return { id: atDialog360.clientId, name, status: "active", contact_info: { email, full_name: name } };
}

/** Letters that are drawn from an id of Meta's. */
function lettersOf(id: string): string {
  return new Random(Number(BigInt(id) % 2_147_483_647n)).letters(8);
}
