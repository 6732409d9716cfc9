/**
 * The lists whose items can go into different parts, by the field of their value and in the order in which the parser
 * reads them. What stands in none of them is not cut.
 *
 * @internal
 */
export const listsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ["history", ["history", "messages", "message_echoes", "errors"]],
  ["smb_app_state_sync", ["state_sync", "errors"]],
  ["smb_message_echoes", ["message_echoes", "errors"]],
  ["message_echoes", ["message_echoes", "errors"]],
  ["messages", ["messages", "statuses", "errors", "user_actions"]],
  ["user_preferences", ["user_preferences", "errors"]],
  ["user_id_update", ["user_id_update", "errors"]],
]);
