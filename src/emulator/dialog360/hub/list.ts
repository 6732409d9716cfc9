import { isMembers, readObject } from "../../members.ts";
import type { Call } from "../call.ts";
import { refuseInHub } from "../refusals.ts";

const usualLimit = 25;
const largestLimit = 1_000;

/** Answers with the items that the query asks for: `filters`, a JSON text, `sort`, `limit` and `offset`. */
export function printList({ url }: Call, name: string, all: readonly object[]): Response {
  const { searchParams } = url;
  const filters = readObject(searchParams.get("filters") ?? "{}");
  const limit = Number(searchParams.get("limit") ?? usualLimit);
  const offset = Number(searchParams.get("offset") ?? 0);
  const isWindow = Number.isInteger(limit) && limit >= 1 && limit <= largestLimit;
  if (filters === undefined) return refuseInHub(400, "filters is no object of JSON.");
  if (!isWindow || !Number.isInteger(offset) || offset < 0) return refuseInHub(400, "limit or offset is out of range.");
  const sort = searchParams.get("sort")?.split(",") ?? [];
  const found = all
    .filter((item) => Object.entries(filters).every(([path, value]) => read(item, path) === value))
    .sort((one, other) => compare(one, other, sort));
  const page = found.slice(offset, offset + limit);
  return Response.json({ count: page.length, filters, sort, limit, offset, total: found.length, [name]: page });
}

/** Reads a member, also one of a member: `waba_account.external_id`. */
function read(item: unknown, path: string): unknown {
  return path.split(".").reduce((value, name) => (isMembers(value) ? value[name] : undefined), item);
}

function compare(one: object, other: object, sort: readonly string[]): number {
  for (const name of sort) {
    const path = name.replace(/^-/, "");
    const order = String(read(one, path)).localeCompare(String(read(other, path)));
    if (order !== 0) return name.startsWith("-") ? -order : order;
  }
  return 0;
}
