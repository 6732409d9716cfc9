import { Metadata } from "../schemas/index.ts";
import { JsonWriter } from "./json-writer.ts";
import { isReadable } from "./members.ts";
import type { PartWriter } from "./part-writer.ts";
import type { ObjectNode } from "./tree.ts";

const knownKeys: ReadonlySet<string> = new Set(Object.keys(Metadata.shape));

/**
 * Writes the metadata of a value without what is not known of it, which the parser would tell of once a part.
 *
 * @returns nothing where all of it is known, or it is malformed.
 * @internal
 */
export function knownMetadata(out: PartWriter, metadata: ObjectNode): Uint8Array | undefined {
  const members = [...metadata.members];
  const known = members.filter(({ key }) => knownKeys.has(key));
  if (known.length === members.length || !isReadable(out, metadata, Metadata)) return undefined;
  const writer = new JsonWriter();
  writer.open('"metadata":{');
  for (const { start, value } of known) writer.add(out.slice({ start, end: value.end }));
  writer.close("}");
  return writer.take();
}
