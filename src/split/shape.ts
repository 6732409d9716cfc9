/**
 * What is looked into: of an object the members that are named, of a list every item. Everything else is only checked.
 *
 * @internal
 */
export interface Shape {
  /** The shapes of members, where it may be an object. */
  readonly members?: ReadonlyMap<string, Shape>;
  /** The shape of the items, where it may be a list. */
  readonly items?: Shape;
}

const object = (members: Readonly<Record<string, Shape>>): Shape => ({ members: new Map(Object.entries(members)) });
const list = (items: Shape): Shape => ({ items });

const items = list({});
const threads = list(object({ messages: items }));

const valueMembers = {
  metadata: object({}),
  contacts: items,
  history: list(object({ threads, errors: items })),
  messages: items,
  message_echoes: items,
  statuses: items,
  state_sync: items,
  errors: items,
  user_actions: items,
  user_preferences: items,
  user_id_update: items,
};
const value = object(valueMembers);

/**
 * The shape of a webhook in Meta's envelope, in 360dialog's, and of a value without any.
 *
 * @internal
 */
export const webhookShape: Shape = object({
  entry: list(object({ changes: list(object({ value })) })),
  data: value,
  ...valueMembers,
});
