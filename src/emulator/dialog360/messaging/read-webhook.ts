import { isMembers, type Members } from "../../members.ts";
import type { Dialog360Webhook } from "../../world/business.ts";
import { howToReach } from "../../world/reach.ts";
import type { World } from "../../world/world.ts";
import { isNumberAddress } from "../address.ts";

/** What is wrong with an address or headers that are not taken. */
export const badWebhook = `The address has to begin with https://, without an underscore or a port in its host; headers are names and texts. ${howToReach}`;

/** Reads an address and its headers. Undefined where they cannot be used. */
export function readWebhook(world: World, { url, headers = {} }: Members): Dialog360Webhook | undefined {
  return isNumberAddress(world, url) && isHeaders(headers) ? { url, headers } : undefined;
}

function isHeaders(value: unknown): value is Readonly<Record<string, string>> {
  return isMembers(value) && Object.entries(value).every(isSendable);
}

/** What HTTP has no place for would end the one who sends it. */
function isSendable([name, value]: [string, unknown]): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === "string" && /^[\x20-\x7e]*$/.test(value);
}
