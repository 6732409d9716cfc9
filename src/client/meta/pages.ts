import { z } from "zod";
import type { Call, CallOptions } from "../transport/call.ts";
import type { MetaApi } from "./meta-api.ts";

/** More pages than any account has numbers for. */
const mostPages = 200;
const pageSize = 100;

/**
 * Collects all pages of a list.
 *
 * @see https://developers.facebook.com/docs/graph-api/results
 */
export async function collectPages<Item>(
  api: MetaApi,
  call: Omit<Call<unknown>, "answer" | "method" | "safety">,
  item: z.ZodType<Item>,
  options?: CallOptions,
): Promise<Item[]> {
  const answer = z.looseObject({
    data: z.array(item),
    paging: z.looseObject({ next: z.unknown(), cursors: z.looseObject({ after: z.unknown() }).optional() }).optional(),
  });
  const items: Item[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { ...call.query, limit: String(pageSize), after };
    const { data, paging } = await api.callWithToken(
      { ...call, query, method: "GET", safety: "idempotent", answer },
      options,
    );
    items.push(...data);
    const cursor = paging?.cursors?.after;
    // A last page may still name a cursor, and the WhatsApp pages print cursors without `next`.
    const isLast = paging?.next === undefined && data.length < pageSize;
    if (isLast || typeof cursor !== "string" || cursor === after) break;
    after = cursor;
  }
  return items;
}
