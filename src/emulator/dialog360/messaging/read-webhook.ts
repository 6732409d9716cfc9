import type { Dialog360Webhook } from "../../world/business.ts";
import { isNumberAddress } from "../address.ts";
import { isMembers, type Members } from "../call.ts";

/** What is wrong with an address or headers that are not taken. */
export const badWebhook =
  "The address has to begin with https://, without an underscore or a port in its host; headers are names and texts.";

/** Reads an address and its headers. Undefined where they cannot be used. */
export function readWebhook({ url, headers = {} }: Members): Dialog360Webhook | undefined {
  return isNumberAddress(url) && isHeaders(headers) ? { url, headers } : undefined;
}

function isHeaders(value: unknown): value is Readonly<Record<string, string>> {
  return isMembers(value) && Object.entries(value).every(isSendable);
}

/** What HTTP has no place for would end the one who sends it. */
function isSendable([name, value]: [string, unknown]): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === "string" && /^[\x20-\x7e]*$/.test(value);
}
