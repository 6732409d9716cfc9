import { MediaAddress } from "../../schemas/meta-api.ts";
import { requireCallOptions } from "../call-options.ts";
import { ClientError } from "../errors/index.ts";
import { requireId, requireMetaId } from "../input.ts";
import {
  type DownloadOptions,
  type MediaFile,
  type MediaOptions,
  readAllowedHosts,
  readLargest,
  requireMediaUrl,
} from "../media.ts";
import { shareTimeout } from "../transport/share-timeout.ts";
import type { MetaApi } from "./meta-api.ts";

const path = "/{mediaId}";

/**
 * Files that customers and staff sent, see {@link MetaClient.media}.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export class MetaMedia {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Asks where a file can be downloaded. The address works for five minutes, and only with the token.
   *
   * @param mediaId - the `id` in a message, such as `message.image.id`.
   * @returns the address, the type, the size in bytes, and the hash.
   * @throws {@link InvalidInputError} before anything is sent, {@link InvalidRequestError} for a file that is gone, and
   * other kinds of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const customer = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
   * const { mime_type, file_size } = await customer.media.find("300000000000003");
   * console.log(mime_type, file_size); // "image/jpeg" 3
   * ```
   */
  async find(mediaId: string, options: MediaOptions = {}): Promise<MediaAddress> {
    const parameters = { mediaId: requireId("mediaId", mediaId) };
    const { phoneNumberId } = requireCallOptions(options);
    const phone_number_id = phoneNumberId === undefined ? undefined : requireMetaId("phoneNumberId", phoneNumberId);
    return this.#api.callWithToken(
      { method: "GET", path, parameters, query: { phone_number_id }, safety: "idempotent", answer: MediaAddress },
      options,
    );
  }

  /**
   * Downloads a file. The token goes to Meta's own media hosts only, and no redirect is followed. Where the address has
   * expired meanwhile, a new one is asked for, once.
   *
   * @param mediaId - the `id` in a message, such as `message.image.id`.
   * @returns the bytes, beside what {@link MetaMedia.find} returns.
   * @throws {@link InvalidInputError} before anything is sent. {@link UnexpectedAnswerError} for a file that is larger
   * than `largest`, or whose address leads elsewhere; other kinds of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const customer = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
   * const { bytes } = await customer.media.download("300000000000003", { largest: 16 * 1024 * 1024, timeout: 60_000 });
   * console.log(bytes.length); // 3
   * ```
   */
  async download(mediaId: string, options: DownloadOptions = {}): Promise<MediaFile> {
    const largest = readLargest(requireCallOptions(options));
    const allowedHosts = readAllowedHosts(options);
    const remaining = shareTimeout(options, this.#api.timeout);
    const attempt = async (): Promise<MediaFile> => {
      const address = await this.find(mediaId, remaining());
      const url = requireMediaUrl(address.url, allowedHosts, "meta");
      return { ...address, bytes: await this.#api.download({ path: "/{media}", url, largest }, remaining()) };
    };
    try {
      return await attempt();
    } catch (error) {
      if (isExpired(error)) return attempt();
      throw error;
    }
  }
}

/** A download that failed because its address did: Meta answers 404, and asks for a new address to be fetched. */
function isExpired(error: unknown): boolean {
  return error instanceof ClientError && error.path === "/{media}" && error.status === 404;
}
