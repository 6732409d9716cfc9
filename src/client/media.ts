import { InvalidInputError } from "../errors/index.ts";
import type { Provider } from "../model/index.ts";
import type { MediaAddress } from "../schemas/index.ts";
import { UnexpectedAnswerError } from "./errors/index.ts";
import { requirePositive } from "./input.ts";
import type { CallOptions } from "./transport/call.ts";

/** A file, and what is known about it. */
export interface MediaFile extends MediaAddress {
  /** The whole file. */
  bytes: Uint8Array;
}

/** How a file is looked up. */
export interface MediaOptions extends CallOptions {
  /** The number that received it: the call is then refused for files of other numbers. */
  phoneNumberId?: string | undefined;
}

/** How a file is downloaded. */
export interface DownloadOptions extends MediaOptions {
  /** The largest file that is accepted, in bytes. Default: 100 MiB, the largest WhatsApp has. */
  largest?: number | undefined;
  /**
   * Hosts that the token may be sent to, over https. One that begins with a dot allows every host below it. A loopback
   * host with its port, such as `127.0.0.1:8080`, may be one without https, for tests. Default: WhatsApp's media hosts.
   */
  allowedHosts?: readonly string[] | undefined;
}

const mediaHosts = ["lookaside.fbsbx.com", ".whatsapp.net", "waba-v2.360dialog.io"];
const hostName = /^\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]+$/;
const loopbackWithPort = /^(localhost|127(\.\d{1,3}){3}|\[::1\]):\d{1,5}$/;

/** @throws InvalidInputError for what is no size. */
export function readLargest({ largest = 100 * 1024 * 1024 }: DownloadOptions): number {
  return requirePositive("largest", largest);
}

/** @throws InvalidInputError for what is no list of hosts. */
export function readAllowedHosts({ allowedHosts = mediaHosts }: DownloadOptions): readonly string[] {
  const isList = Array.isArray(allowedHosts) && allowedHosts.every((host) => isHost(host));
  if (isList) return allowedHosts;
  throw new InvalidInputError("allowedHosts", 'is no list of hosts such as "media.example.com" or ".example.com".');
}

function isHost(host: unknown): boolean {
  return typeof host === "string" && (hostName.test(host) || loopbackWithPort.test(host));
}

/**
 * Hands back the address of a file, if the token may be sent there: https, on the port of https, and to one of the hosts.
 * The comparison is made with what `URL` makes of the address, because that is where the request goes.
 *
 * @throws UnexpectedAnswerError for any other address. It is the provider's, so nothing is wrong with an argument.
 */
export function requireMediaUrl(address: string, allowedHosts: readonly string[], provider: Provider): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = url?.username === "" && url.password === "";
  if (isPlain && allowedHosts.some((host) => matches(url, host))) return url.href;
  const problem = "was answered with an address that the token may not be sent to. Nothing was sent there.";
  throw new UnexpectedAnswerError(problem, { provider, method: "GET", path: "/{mediaId}", attempts: 1 });
}

function matches({ protocol, hostname, port }: URL, host: string): boolean {
  if (loopbackWithPort.test(host)) {
    const ports: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };
    return protocol in ports && `${hostname}:${port || ports[protocol]}` === host;
  }
  if (protocol !== "https:" || port !== "") return false;
  return host.startsWith(".") ? hostname.endsWith(host) : hostname === host;
}
