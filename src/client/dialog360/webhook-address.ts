import { InvalidInputError } from "../../errors/index.ts";
import { requireCallbackUrl } from "../address.ts";
import { requireObject } from "../input.ts";

/** 360dialog publishes no limit; this is what browsers and proxies agree on. */
export const longestUrl = 2048;

/** Where a number's webhooks are to go. */
export interface Dialog360WebhookTarget {
  /** https, without an underscore and without a port in its host. */
  url: string;
  /**
   * Headers that every webhook is to carry. 360dialog does not sign the webhooks of a number, so a secret in a header is
   * what tells them from forged ones.
   */
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Hands back the address for a number's webhooks.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number
 * @throws InvalidInputError naming the argument.
 */
export function requireWebhookUrl(field: string, value: unknown): string {
  const url = requireCallbackUrl(field, value, longestUrl);
  // As it is written: `URL` drops a port that is the usual one.
  const host = /^https:\/\/([^/?#\\]+)/i.exec(url)?.[1];
  if (host === undefined) throw new InvalidInputError(field, "is no address.");
  if (host.includes("_"))
    throw new InvalidInputError(field, "has an underscore in its host. 360dialog does not take that.");
  if (host.includes(":")) throw new InvalidInputError(field, "has a port in its host. 360dialog does not take that.");
  return url;
}

/** Hands back the address and the headers, as they are sent. */
export function readWebhook(webhook: Dialog360WebhookTarget): { url: string; headers?: Record<string, string> } {
  const { url, headers } = requireObject("webhook", webhook);
  const checked = requireWebhookUrl("url", url);
  return headers === undefined ? { url: checked } : { url: checked, headers: requireHeaders("headers", headers) };
}

function requireHeaders(field: string, headers: unknown): Record<string, string> {
  const isObject = typeof headers === "object" && headers !== null && !Array.isArray(headers);
  const entries = isObject ? Object.entries(headers) : [];
  const isSendable = ([name, value]: [string, unknown]): boolean =>
    /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === "string" && /^[\x20-\x7e]+$/.test(value);
  if (isObject && entries.every(isSendable)) return Object.fromEntries(entries);
  throw new InvalidInputError(field, "is no object of header names with their values, in ASCII.");
}
