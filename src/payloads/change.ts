/** One change of a webhook: a field and its value. Put it into an envelope with `metaWebhook` or `dialog360Webhook`. */
export type Change<Field extends string = string, Value = unknown> = {
  /** The webhook field. */
  field: Field;
  /** What changed. */
  value: Value;
};

/** One of something, or several. */
export type OneOrMore<Item> = Item | readonly Item[];

/** @internal */
export function listOf<Item>(items: OneOrMore<Item>): Item[] {
  return Array.isArray(items) ? [...(items as readonly Item[])] : [items as Item];
}
