import * as z from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import { readInteger } from "../classify/members.ts";
import { requireObject } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { shareTimeout } from "../transport/share-timeout.ts";
import { readBody } from "./body.ts";
import type { Dialog360PartnerApi } from "./partner-api.ts";

/** Which items of a list, and in which order. */
export interface Dialog360ListQuery {
  /**
   * Members and the values they must have, such as `{ id: "AbCdEfCH" }`.
   *
   * @see https://docs.360dialog.com/partner/partner-api/api-reference
   */
  filters?: Readonly<Record<string, unknown>> | undefined;
  /** The member to sort by; with `-` before it, the largest first. */
  sort?: string | undefined;
  /** How many are asked for at once, up to 1000. Default: 200, which is seen to work. */
  pageSize?: number | undefined;
}

/** A list of the hub. */
interface List<Item> {
  readonly path: string;
  /** The member of an answer that holds the items. */
  readonly name: string;
  readonly item: z.ZodType<Item>;
}

/** More items than any partner has. */
const mostItems = 100_000;

/**
 * Collects the items of all pages, each once. The call's time limit is for all of them together.
 *
 * @internal
 */
export async function collect<Item extends { id: string }>(...search: Parameters<typeof walk<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of walk(...search)) items.push(item);
  return items;
}

/**
 * Finds an item, and asks for no further page then.
 *
 * @internal
 */
export async function find<Item extends { id: string }>(
  api: Dialog360PartnerApi,
  list: List<Item>,
  isWanted: (item: Item) => boolean,
  query?: Dialog360ListQuery,
  options?: CallOptions,
): Promise<Item | undefined> {
  for await (const item of walk(api, list, query, options)) if (isWanted(item)) return item;
  return undefined;
}

/** @throws UnexpectedAnswerError for a list that never ends: a part of it could pass for the whole. */
async function* walk<Item extends { id: string }>(
  api: Dialog360PartnerApi,
  list: List<Item>,
  query: Dialog360ListQuery = {},
  options: CallOptions = {},
): AsyncGenerator<Item> {
  const { filters, sort, limit } = readQuery(query);
  const remaining = shareTimeout(options, api.timeout);
  const known = new Set<string>();
  let offset = 0;
  const answer = z
    .looseObject({ [list.name]: z.array(list.item) })
    .transform((page) => {
      const found = page[list.name] as Item[];
      const total = readInteger(page["total"]);
      // A page may be shorter than was asked for, and not be the last.
      const isLast =
        found.length === 0 || (total === undefined ? found.length < limit : offset + found.length >= total);
      return { found, fresh: found.filter(({ id }) => !known.has(id)), isLast };
    })
    // An offset that is ignored brings the same page for ever.
    .refine(({ fresh, isLast }) => isLast || (fresh.length > 0 && known.size < mostItems));
  while (true) {
    const window = { filters, sort, limit: String(limit), offset: String(offset) };
    const call = { method: "GET", path: list.path, query: window, safety: "idempotent", answer } as const;
    const { found, fresh, isLast } = await api.callAsPartner(call, remaining());
    for (const item of fresh) known.add(item.id);
    yield* fresh;
    if (isLast) return;
    offset += found.length;
  }
}

function readQuery(query: Dialog360ListQuery): {
  filters?: string | undefined;
  sort?: string | undefined;
  limit: number;
} {
  const { filters, sort, pageSize: limit = 200 } = requireObject("query", query);
  if (sort !== undefined && !/^-?[\w.]{1,64}$/.test(sort)) throw new InvalidInputError("sort", "is no member's name.");
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new InvalidInputError("pageSize", "is no number from 1 to 1000.");
  return { filters: filters && JSON.stringify(readBody("filters", filters)), sort, limit };
}
