import type { Sql } from "./sql.ts";

// What a browser shows without running anything in it. An SVG, a web page or a PDF can hold a script, and whoever writes
// to the number chooses the type.
const shownInline = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "audio/aac",
  "audio/amr",
  "audio/mp4",
  "audio/mpeg",
  "audio/ogg",
  "video/3gpp",
  "video/mp4",
]);

/** Whether a file may be shown on the page. Any other can be downloaded. */
export function isShownInline(type: string): boolean {
  return shownInline.has(bareType(type));
}

/** Answers with a file, or the part of it that a player asks for. */
export function serveMedia(sql: Sql, id: string, range: string | undefined): Response {
  const [file] = sql.all<MediaFile>("SELECT type, filename, bytes FROM media WHERE id = ? AND length(bytes) > 0", id);
  if (file === undefined) return new Response("There is no such file, or it was not fetched yet.", { status: 404 });
  const { type, filename } = file;
  const bytes = new Uint8Array(file.bytes);
  const isInline = isShownInline(type);
  const headers = {
    "content-type": isInline ? bareType(type) : "application/octet-stream",
    "content-disposition": isInline
      ? "inline"
      : `attachment; filename*=UTF-8''${encodeURIComponent(filename ?? "file")}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=86400",
    "accept-ranges": "bytes",
  };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === undefined) return new Response(bytes, { headers });
  const part = bytes.subarray(Number(first), last ? Number(last) + 1 : bytes.length);
  const size = {
    "content-range": `bytes ${part.length === 0 ? "*" : `${first}-${Number(first) + part.length - 1}`}/${bytes.length}`,
  };
  return new Response(part, { status: part.length === 0 ? 416 : 206, headers: { ...headers, ...size } });
}

interface MediaFile {
  readonly type: string;
  readonly filename: string | null;
  /** As the driver has it. */
  readonly bytes: Uint8Array | ArrayBuffer;
}

function bareType(type: string): string {
  return type.split(";")[0]?.trim().toLowerCase() ?? "";
}
