import { type AuthorisedCall, textOf } from "./call.ts";
import { refuseParameter } from "./refuse.ts";

/** How many items a page has where the call names no number. */
const usual = 25;

/**
 * Answers with a page of a list. A cursor is the place of the first or last item, in Base64 as Graph's own.
 *
 * @see https://developers.facebook.com/docs/graph-api/results
 */
export function answerPage({ url, parameters }: AuthorisedCall, items: readonly object[]): Response {
  const limit = Number(textOf(parameters, "limit") ?? usual);
  const after = textOf(parameters, "after");
  const start = after === undefined ? 0 : readCursor(after);
  if (!Number.isInteger(limit) || limit < 1 || start === undefined) {
    return refuseParameter("Invalid cursors values or limit.");
  }
  const data = items.slice(start, start + limit);
  if (data.length === 0) return Response.json({ data });
  const end = start + data.length - 1;
  const cursors = { before: btoa(String(start)), after: btoa(String(end)) };
  const next = new URL(url);
  next.searchParams.set("after", cursors.after);
  return Response.json({ data, paging: { cursors, ...(end + 1 < items.length ? { next: next.href } : {}) } });
}

/** Where the page after a cursor begins. Undefined for what is no cursor of ours. */
function readCursor(cursor: string): number | undefined {
  const place = Buffer.from(cursor, "base64").toString("latin1");
  return /^\d{1,9}$/.test(place) && btoa(place) === cursor ? Number(place) + 1 : undefined;
}
