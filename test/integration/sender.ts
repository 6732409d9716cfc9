import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { CoexistenceOptions, Logger } from "../../src/index.ts";
import { signMeta } from "../../src/testing/index.ts";

export const appSecret = "5d0c3a91e7b24f6886f1c2d4a7b9e035";
export const verifyToken = "the token of these tests";

/** A log that is kept instead of printed. */
export class KeptLog implements Logger {
  readonly lines: string[] = [];
  readonly warn = (line: string): void => void this.lines.push(line);
  readonly error = (line: string): void => void this.lines.push(line);
}

/** Options of a receiver that trusts {@link appSecret} and prints nothing. */
export const options: CoexistenceOptions = { appSecret, verifyToken, logger: false };

/** A webhook of live messages, one for each text, as JSON text. */
export function textWebhook(...texts: readonly string[]): string {
  const batch = randomUUID();
  const messages = texts.map((body, index) => ({
    id: `wamid.${batch}.${index}`,
    from: "15550002222",
    timestamp: "1760000000",
    type: "text",
    text: { body },
  }));
  const metadata = { display_phone_number: "15550001111", phone_number_id: "400000000000001" };
  const value = { messaging_product: "whatsapp", metadata, messages };
  const entry = [{ id: "300000000000001", changes: [{ field: "messages", value }] }];
  return JSON.stringify({ object: "whatsapp_business_account", entry });
}

/** A webhook of at least this size. */
export function webhookOfSize(size: number): string {
  return textWebhook(...Array.from({ length: Math.ceil(size / 4_096) }, () => "x".repeat(4_096)));
}

/** Headers as Meta sends them, with the signature over exactly these bytes. */
export function signed(body: string | Uint8Array): Record<string, string> {
  return { "content-type": "application/json", "x-hub-signature-256": signMeta(body, appSecret) };
}

/** Posts a body, signed as Meta signs unless other headers are given. */
export function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = signed(body),
): Promise<Response> {
  return fetch(url, { method: "POST", headers, body });
}

/** Posts a body in pieces, without saying how long it is. */
export function postInPieces(url: string, body: string, headers = signed(body)): Promise<Response> {
  const pieces = new Blob([body]).stream();
  return fetch(url, { method: "POST", headers, body: pieces, duplex: "half" } as RequestInit);
}

/** Posts a body with headers of which some may stand there several times, which `fetch` would join. */
export function postHeaders(
  url: string,
  body: string,
  headers: Record<string, string | string[]>,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, agent: false }, async (answer) => {
      resolve({ status: answer.statusCode, body: await text(answer) });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
