import { InvalidInputError } from "../errors/index.ts";

/**
 * Hands back the address of an API, without the `/` at its end. Tokens go there, so it is https, or this machine.
 *
 * @throws InvalidInputError naming the option.
 */
export function requireBaseUrl(field: string, value: unknown): string {
  const url = parseUrl(field, value);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new InvalidInputError(field, "does not begin with https://. Tokens are sent there.");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new InvalidInputError(field, "has more than a host and a path.");
  }
  return url.href.replace(/\/+$/, "");
}

/**
 * Hands back an address that a provider is to send webhooks to.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 * @throws InvalidInputError naming the argument.
 */
export function requireCallbackUrl(field: string, value: unknown, longest = 200): string {
  const url = parseUrl(field, value);
  if (url.protocol !== "https:") throw new InvalidInputError(field, "does not begin with https://.");
  if (url.username !== "" || url.password !== "") throw new InvalidInputError(field, "holds a user name or password.");
  if (isPrivate(url.hostname))
    throw new InvalidInputError(field, "leads to a private network. The provider cannot reach it.");
  if ((value as string).length > longest) throw new InvalidInputError(field, `is longer than ${longest} characters.`);
  return value as string;
}

function parseUrl(field: string, value: unknown): URL {
  if (typeof value === "string" && URL.canParse(value)) return new URL(value);
  throw new InvalidInputError(field, "is no address.");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

/** What no provider can reach. `URL` has written every form of an IPv4 address as four numbers already. */
function isPrivate(host: string): boolean {
  if (isLoopback(host) || /\.(localhost|local|internal)$/.test(host) || host.startsWith("["))
    return !isGlobalIpv6(host);
  return /^(0|10|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(`${host}.`);
}

const isGlobalIpv6 = (host: string): boolean => /^\[[23][0-9a-f]{3}:/.test(host);
