import { InvalidInputError } from "../errors/index.ts";
import { requirePositive } from "../runtime/positive-number.ts";
import type { MediaAddress } from "../schemas/index.ts";
import type { CallOptions } from "./transport/call.ts";

/** A file, and what is known about it. */
export interface MediaFile extends MediaAddress {
  /** The whole file. */
  bytes: Uint8Array;
}

/** How a file is downloaded. */
export interface DownloadOptions extends CallOptions {
  /** The number that received it: the download is then refused for files of other numbers. */
  phoneNumberId?: string | undefined;
  /** The largest file that is accepted, in bytes. Default: 100 MiB, the largest WhatsApp has. */
  largest?: number | undefined;
  /** Hosts that the token may be sent to. One that begins with a dot allows every host below it. Default: WhatsApp's media hosts. */
  allowedHosts?: readonly string[] | undefined;
}

const mediaHosts = ["lookaside.fbsbx.com", ".whatsapp.net", "waba-v2.360dialog.io"];

/** @throws CoexistenceError `invalid_option`. */
export function readLargest({ largest = 100 * 1024 * 1024 }: DownloadOptions): number {
  return requirePositive("largest", largest);
}

/**
 * Hands back the address of a file, if the token may be sent there.
 *
 * @throws InvalidInputError
 */
export function requireMediaUrl(address: string, allowedHosts: readonly string[] = mediaHosts): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isAllowed =
    url?.protocol === "https:" &&
    url.username === "" &&
    url.port === "" &&
    allowedHosts.some((host) => matches(url, host));
  if (!isAllowed) throw new InvalidInputError("url", "leads to a host that the token may not be sent to.");
  return url.href;
}

function matches({ hostname }: URL, host: string): boolean {
  return host.startsWith(".") ? hostname.endsWith(host) : hostname === host;
}
