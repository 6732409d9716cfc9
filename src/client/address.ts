import { InvalidInputError } from "../errors/index.ts";

/**
 * Hands back the address of an API, without the `/` at its end. Tokens go there, so it is https, or this machine.
 *
 * @throws InvalidInputError naming the option.
 */
export function requireBaseUrl(field: string, value: unknown): string {
  const url = parseUrl(field, value);
  if (!isSecureOrLocal(url)) {
    throw new InvalidInputError(field, "does not begin with https://. Tokens are sent there.");
  }
  // `URL` would write them as `%20` and the like.
  if (/[\s\\\p{Cc}]/u.test((value as string).trim())) throw new InvalidInputError(field, "is no address.");
  // A `?` or `#` with nothing after it is in `href` alone, and would swallow the path of every call.
  if (holdsCredentials(url) || /[?#]/.test(url.href)) {
    throw new InvalidInputError(field, "has more than a host and a path.");
  }
  return url.href.replace(/\/+$/, "");
}

/**
 * Hands back an address that a provider is to send webhooks to, as it was written.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 * @throws InvalidInputError naming the argument.
 */
export function requireCallbackUrl(field: string, value: unknown, longest = 200): string {
  const url = parseUrl(field, value);
  const text = value as string;
  if (url.protocol !== "https:") throw new InvalidInputError(field, "does not begin with https://.");
  // `URL` is lenient: it drops line breaks, turns `\` into `/` and adds slashes. What the provider does is unknown.
  if (!/^https:\/\/[^\s\\\p{Cc}]+$/iu.test(text)) throw new InvalidInputError(field, "is no address.");
  if (holdsCredentials(url)) throw new InvalidInputError(field, "holds a user name or password.");
  if (!isPublic(url.hostname))
    throw new InvalidInputError(field, "leads to no host of the public internet. The provider cannot reach it.");
  if (text.length > longest) throw new InvalidInputError(field, `is longer than ${longest} characters.`);
  return text;
}

/**
 * Hands back an address for the browsers of customers, as it was written. This machine will do, for development.
 *
 * @throws InvalidInputError naming the argument.
 */
export function requireRedirectUrl(field: string, value: unknown): string {
  const url = parseUrl(field, value);
  if (!isSecureOrLocal(url)) throw new InvalidInputError(field, "does not begin with https://.");
  if (/[\s\p{Cc}]/u.test(value as string)) throw new InvalidInputError(field, "is no address.");
  if (holdsCredentials(url)) throw new InvalidInputError(field, "holds a user name or password.");
  return value as string;
}

function parseUrl(field: string, value: unknown): URL {
  if (typeof value === "string" && URL.canParse(value)) return new URL(value);
  throw new InvalidInputError(field, "is no address.");
}

function holdsCredentials({ username, password }: URL): boolean {
  return username !== "" || password !== "";
}

function isSecureOrLocal({ protocol, hostname }: URL): boolean {
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}

/** Whether a provider could reach a host. `URL` has written every form of an IPv4 address as four numbers already. */
function isPublic(host: string): boolean {
  if (host.startsWith("[")) return isPublicIpv6(host);
  if (/^\d+(\.\d+){3}$/.test(host)) return !specialIpv4.test(host);
  const name = host.replace(/\.$/, "");
  return name.includes(".") && !/\.(localhost|local|internal|home\.arpa)$/.test(name);
}

// https://www.iana.org/assignments/iana-ipv4-special-registry: this network, private networks and the carriers' own,
// link-local, documentation, benchmarks; and from 224 on, multicast and what is reserved.
const specialIpv4 =
  /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|192\.0\.[02]|198\.(1[89]|51\.100)|203\.0\.113|22[4-9]|2[34]\d|25[0-5])\./;

/**
 * What was given out to networks is in 2000::/3. Beneath it stand protocols that carry an IPv4 address of any kind
 * (2001::/23, 2002::/16), and documentation (2001:db8::/32, 3fff::/20).
 *
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
function isPublicIpv6(host: string): boolean {
  return /^\[[23][0-9a-f]{3}:/.test(host) && !/^\[(2002|3fff|2001:(db8|1?[0-9a-f]{0,2})):/.test(host);
}
