import * as z from "zod";
import { isObject } from "../classify/members.ts";
import type { Call, CallOptions } from "../transport/call.ts";
import { shareTimeout } from "../transport/share-timeout.ts";
import type { MetaApi } from "./meta-api.ts";

/** More pages than any account has numbers for. */
const mostPages = 200;
const pageSize = 100;

/**
 * Collects all pages of a list. The call's time limit is for all of them together.
 *
 * @throws UnexpectedAnswerError for a list whose next page cannot be found, or that never ends: a part of it could pass
 * for the whole.
 * @see https://developers.facebook.com/docs/graph-api/results
 */
export async function collectPages<Item>(
  api: MetaApi,
  call: Omit<Call<unknown>, "answer" | "method" | "safety">,
  item: z.ZodType<Item>,
  options: CallOptions = {},
): Promise<Item[]> {
  const remaining = shareTimeout(options, api.timeout);
  const seen = new Set<string>();
  const answer = z
    .looseObject({ data: z.array(item), paging: z.unknown().optional() })
    .transform(({ data, paging }) => ({ data, next: findNext(paging, data.length) }))
    .refine(({ next }) => next === undefined || (next !== "" && !seen.has(next) && seen.size < mostPages));
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const query = { ...call.query, limit: String(pageSize), after };
    const page = await api.callWithToken({ ...call, query, method: "GET", safety: "idempotent", answer }, remaining());
    items.push(...page.data);
    after = page.next;
    if (after !== undefined) seen.add(after);
  } while (after !== undefined);
  return items;
}

/**
 * The cursor of the next page, `""` where there must be one and is not, nothing after the last.
 *
 * A `next` says that there is another page. Its address is not used: it may hold the token. The WhatsApp pages print
 * cursors without `next`, behind the last page as well, so without it only a page that is full is followed.
 */
function findNext(paging: unknown, length: number): string | undefined {
  const { next, cursors } = isObject(paging) ? paging : {};
  const { after } = isObject(cursors) ? cursors : {};
  const cursor = typeof after === "string" ? after : "";
  if (typeof next === "string") return cursor || (URL.canParse(next) && new URL(next).searchParams.get("after")) || "";
  return length < pageSize || cursor === "" ? undefined : cursor;
}
