import { type Coexistence, type CoexistenceOptions, createCoexistence, type Logger } from "../../../src/index.ts";
import { signDialog360, signMeta } from "../../../src/testing/index.ts";

export const appSecret = "1f2e3d4c5b6a79880f1e2d3c4b5a6978";
export const platformSecret = "8899aabbccddeeff0011223344556677";
export const webhookHeaders = { "x-webhook-secret": "the header that was set with the URL" };
export const verifyToken = "the token of the dashboard";
export const url = "https://example.com/webhook";

/** A webhook of one live text message. */
export const liveMessage = (text = "hello", id = "wamid.1"): string =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "300000000000001",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550001111", phone_number_id: "400000000000001" },
              messages: [{ id, from: "15550002222", timestamp: "1760000000", type: "text", text: { body: text } }],
            },
          },
        ],
      },
    ],
  });

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
type Headers = Record<string, string>;

/** A POST with these headers and nothing else that tells who sent it. */
export function post(body: Body | undefined, headers: Headers = {}): Request {
  return new Request(url, { method: "POST", headers, duplex: "half", ...(body === undefined ? {} : { body }) });
}

/** A POST that Meta signed. */
export const postOfMeta = (body: string | Uint8Array<ArrayBuffer>, headers: Headers = {}): Request =>
  post(body, { "x-hub-signature-256": signMeta(body, appSecret), ...headers });

/** A POST that 360dialog signed. */
export const postOf360dialog = (body: string | Uint8Array<ArrayBuffer>, headers: Headers = {}): Request =>
  post(body, { "x-360dialog-signature": signDialog360(body, platformSecret), ...headers });

/** A receiver that writes its lines into a list. */
export function receiver(options: Partial<CoexistenceOptions> = {}): { coexistence: Coexistence; lines: string[] } {
  const lines: string[] = [];
  const logger: Logger = {
    warn: (line) => void lines.push(`warn ${line}`),
    error: (line) => void lines.push(`error ${line}`),
  };
  return { coexistence: createCoexistence({ appSecret, logger, ...options }), lines };
}
