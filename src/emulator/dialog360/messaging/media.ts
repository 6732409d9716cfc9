import { findMediaFile } from "../../media/media-file.ts";
import { refuseObject } from "../../meta/refuse.ts";
import { refuse } from "../refusals.ts";
import type { NumberCall } from "./number-call.ts";

/** How long the address of a file works, in milliseconds of real time: on a fast clock no program could use it. */
const addressLife = 5 * 60_000;

/**
 * Says where a file can be downloaded: an address of Meta's, which does not take the number's key. Whoever downloads it has
 * to put this API's host in its place.
 *
 * @see https://docs.360dialog.com/docs/messaging/media/upload-retrieve-or-delete-media
 */
export function findMedia({ method }: NumberCall, id = ""): Response {
  const file = findMediaFile(id);
  if (file === undefined) return refuseObject(method, id);
  const { mime_type, sha256, bytes } = file;
  const url = `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${id}&ext=${Date.now() + addressLife}`;
  return Response.json({ messaging_product: "whatsapp", id, url, mime_type, sha256, file_size: bytes.length });
}

/** Serves a file at the path of Meta's address. */
export function serveMedia({ url: { searchParams } }: NumberCall): Response {
  const file = findMediaFile(searchParams.get("mid") ?? "");
  const isFresh = Number(searchParams.get("ext")) > Date.now();
  if (file === undefined || !isFresh) return refuse(404, "Not found");
  return new Response(file.bytes, { headers: { "content-type": file.mime_type } });
}
