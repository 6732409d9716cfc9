import { MediaAddress } from "../../schemas/index.ts";
import { requireId, requireMetaId } from "../input.ts";
import { type DownloadOptions, type MediaFile, readLargest, requireMediaUrl } from "../media.ts";
import type { CallOptions } from "../transport/call.ts";
import type { MetaApi } from "./meta-api.ts";

/** Files that customers and staff sent, see {@link MetaClient.media}. */
export class MetaMedia {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Asks where a file can be downloaded. The address works for five minutes, and only with the token.
   *
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
   */
  async find(mediaId: string, phoneNumberId?: string, options?: CallOptions): Promise<MediaAddress> {
    const parameters = { mediaId: requireId("mediaId", mediaId) };
    const phone_number_id = phoneNumberId === undefined ? undefined : requireMetaId("phoneNumberId", phoneNumberId);
    return this.#api.callWithToken(
      {
        method: "GET",
        path: "/{mediaId}",
        parameters,
        query: { phone_number_id },
        safety: "idempotent",
        answer: MediaAddress,
      },
      options,
    );
  }

  /**
   * Downloads a file. The token goes to Meta's own media hosts only, and no redirect is followed.
   *
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
   */
  async download(mediaId: string, options: DownloadOptions = {}): Promise<MediaFile> {
    const largest = readLargest(options);
    const address = await this.find(mediaId, options.phoneNumberId, options);
    const url = requireMediaUrl(address.url, options.allowedHosts);
    const bytes = await this.#api.callWithToken<Uint8Array>(
      { method: "GET", path: "/{media}", url, safety: "idempotent", answer: "bytes", largest },
      options,
    );
    return { ...address, bytes };
  }
}
