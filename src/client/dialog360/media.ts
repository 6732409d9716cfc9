import { MediaAddress } from "../../schemas/meta-api.ts";
import { requireId } from "../input.ts";
import { type DownloadOptions, type MediaFile, readAllowedHosts, readLargest, requireMediaUrl } from "../media.ts";
import type { CallOptions } from "../transport/call.ts";
import { shareTimeout } from "../transport/share-timeout.ts";
import type { Dialog360MessagingApi } from "./messaging-api.ts";

/**
 * Files that customers and staff sent, see {@link Dialog360Client.media}.
 *
 * After 20 errors within 60 minutes 360dialog answers nothing more for a while: leave a file alone that failed.
 */
export class Dialog360Media {
  readonly #api: Dialog360MessagingApi;

  /** @internal */
  constructor(api: Dialog360MessagingApi) {
    this.#api = api;
  }

  /**
   * Asks where a file can be downloaded. The address is Meta's, which does not take the number's key: use
   * {@link Dialog360Media.download}.
   *
   * @see https://docs.360dialog.com/docs/messaging/media/upload-retrieve-or-delete-media
   */
  async find(mediaId: string, options?: CallOptions): Promise<MediaAddress> {
    const parameters = { mediaId: requireId("mediaId", mediaId) };
    return this.#api.call(
      { method: "GET", path: "/{mediaId}", parameters, safety: "idempotent", answer: MediaAddress },
      options,
    );
  }

  /**
   * Downloads a file, from 360dialog's host in place of Meta's. The key goes nowhere else, and no redirect is followed.
   *
   * @param options - `allowedHosts`: the hosts that an address may name for it to be taken for a file's.
   * @throws {@link UnexpectedAnswerError} for a file that is larger than `largest`, or whose address leads elsewhere;
   * other kinds of {@link ClientError}.
   * @see https://docs.360dialog.com/partner/messaging/media-messages/upload-retrieve-delete-media
   * @example
   * ```ts
   * import { Dialog360Client } from "whatsapp-coexistence/client";
   *
   * const number = new Dialog360Client({ apiKey: process.env.NUMBER_API_KEY });
   * const { mime_type } = await number.media.download("300000000000003", { largest: 16 * 1024 * 1024 });
   * console.log(mime_type); // "image/jpeg"
   * ```
   */
  async download(mediaId: string, options: Omit<DownloadOptions, "phoneNumberId"> = {}): Promise<MediaFile> {
    const remaining = shareTimeout(options, this.#api.timeout);
    const largest = readLargest(options);
    const allowedHosts = readAllowedHosts(options);
    const address = await this.find(mediaId, remaining());
    const { pathname, search } = new URL(requireMediaUrl(address.url, allowedHosts, "360dialog"));
    const url = `${this.#api.baseUrl}${pathname}${search}`;
    const bytes = await this.#api.call<Uint8Array>(
      { method: "GET", path: "/{media}", url, safety: "idempotent", answer: "bytes", largest },
      remaining(),
    );
    return { ...address, bytes };
  }
}
