import type { UnknownEvent, UnknownReason } from "../../model/index.ts";

const explanations: { readonly [Reason in UnknownReason]: (event: UnknownEvent) => string } = {
  not_json: () => "It is not JSON.",
  unknown_envelope: () => "It has neither Meta's envelope nor 360dialog's.",
  unknown_object: () => "It is about something other than WhatsApp.",
  missing_field: () => "It has no field, and its value does not tell which it would be.",
  unknown_field: ({ field }) => `No page documents the field "${field ?? ""}".`,
  unknown_key: () => "No page documents a member here.",
  empty_value: ({ field }) => `Nothing in it belongs to the field "${field ?? ""}".`,
  malformed: () => "It has another shape than documented.",
  history_error: () => "It holds an error other than the business declining.",
  unknown_item: () => "It is an entry of the address book that is not a contact.",
};

/**
 * Says why something is unknown: what is wrong with it where that is known, otherwise what its reason means.
 *
 * @returns a line each.
 * @internal
 */
export function explain(event: UnknownEvent): string[] {
  const { issues } = event;
  if (issues === undefined || issues.length === 0) return [explanations[event.reason](event)];
  return issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
}
