import { findMediaFile } from "../media/media-file.ts";
import { type AuthorisedCall, textOf } from "./call.ts";
import { refuseObject, refuseParameter, refusePath } from "./refuse.ts";

/**
 * How long the address of a file works, in milliseconds of real time: on a fast clock no program could use it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
const addressLife = 5 * 60_000;

/** Says where a file can be downloaded: at Meta on a host of its own, here on this one. Nothing for what is no file. */
export function answerMedia(
  { world, method, url, parameters }: AuthorisedCall,
  id: string,
  rest: readonly string[],
): Response | undefined {
  const file = findMediaFile(id);
  if (file === undefined) return undefined;
  if (rest.length > 0) return refusePath(rest);
  if (method !== "GET") return refuseObject(method, id);
  const number = textOf(parameters, "phone_number_id");
  if (number !== undefined && !world.businesses.has(number))
    return refuseParameter("Param phone_number_id is not valid.");
  const { origin } = url.hostname === "graph.facebook.com" ? new URL("https://lookaside.fbsbx.com") : url;
  const address = `${origin}/whatsapp_business/attachments/?mid=${id}&ext=${Date.now() + addressLife}`;
  const { mime_type, sha256, bytes } = file;
  return Response.json({
    ...{ messaging_product: "whatsapp", id, url: address, mime_type, sha256 },
    file_size: bytes.length,
  });
}

/** Serves a file. An address that is too old answers 404: a new one has to be asked for. */
export function serveMedia({ method, parameters }: AuthorisedCall): Response {
  const file = findMediaFile(textOf(parameters, "mid") ?? "");
  const isFresh = Number(textOf(parameters, "ext")) > Date.now();
  if (method !== "GET" || file === undefined || !isFresh) return new Response(null, { status: 404 });
  return new Response(file.bytes, { headers: { "content-type": file.mime_type } });
}
