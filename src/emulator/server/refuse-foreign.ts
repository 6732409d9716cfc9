import type { IncomingMessage } from "node:http";
import { isLoopback } from "../world/loopback.ts";

/** What pages of other origins load or open: Facebook's SDK, and the sign-ups before anything was chosen. */
const open = [
  /^(\/[a-z]{2}_[A-Z]{2})?\/sdk\.js(\?|$)/,
  /^(\/v[\d.]+)?\/dialog\/oauth(\?|$)/,
  /^\/(dashboard\/app|onboarding)\/(?!.*[?&]emulator_choice=)/,
];

/**
 * Whether a request is refused because a page that somebody happens to look at has made it. Such a page reaches this
 * machine as well: by its address, or by a name of its own that leads here. Programs send no `Origin`, and have no reason to
 * call this machine by a strange name.
 *
 * @param host - where the server listens.
 */
export function isForeign({ method, url = "/", headers }: IncomingMessage, host: string): boolean {
  if (headers.host !== undefined && !isNameOfOurs(headers.host, host)) return true;
  if (method === "GET" && open.some((path) => path.test(url))) return false;
  const { origin } = headers;
  if (origin !== undefined) return origin !== `http://${headers.host}`;
  // A picture's or a link's request has no `Origin`; browsers say where it comes from nonetheless.
  return ["cross-site", "same-site"].includes(String(headers["sec-fetch-site"]));
}

function isNameOfOurs(name: string, host: string): boolean {
  if (!URL.canParse(`http://${name}`)) return false;
  const { hostname } = new URL(`http://${name}`);
  const address = host.includes(":") ? `[${host}]` : host.toLowerCase();
  if (isLoopback(hostname) || hostname === address) return true;
  // Where it listens on every address, its name may be any of the network's; no page has a name without a dot.
  const isEverywhere = ["0.0.0.0", "[::]"].includes(address);
  return isEverywhere && (/^[\d.]+$/.test(hostname) || hostname.startsWith("[") || !hostname.includes("."));
}
