/**
 * Whether 360dialog sends webhooks of a number there: https, and neither an underscore nor a port in the host. The emulator
 * takes an address of this machine as well, with its port: the application under test is beside it, and nobody else is
 * asked to reach it.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number
 */
export function isNumberAddress(value: unknown): value is string {
  return isLocal(value) || (isHttps(value) && /^https:\/\/[^/?#:_@]+([/?#]|$)/i.test(value));
}

/** Whether 360dialog sends partner events there, or a browser. No page forbids a port. This machine will do as well. */
export function isPartnerAddress(value: unknown): value is string {
  return isLocal(value) || isHttps(value);
}

function isLocal(value: unknown): value is string {
  const url = parse(value);
  return url?.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

function isHttps(value: unknown): value is string {
  return parse(value)?.protocol === "https:";
}

function parse(value: unknown): URL | undefined {
  return typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
}
