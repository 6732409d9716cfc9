import * as z from "zod";
import { identifier, openList, optional, text, timestamp } from "./primitives.ts";
import { Metadata } from "./shared.ts";

/** One entry of the address book that was added, edited or removed. */
export const StateSyncItem = z.looseObject({
  type: openList(["contact"]),
  contact: z.looseObject({
    /** Absent when the contact was removed. */
    full_name: optional(text),
    /** Absent when the contact was removed, or has one name only. */
    first_name: optional(text),
    /** As the sender wrote it; may carry `+` and spaces. */
    phone_number: optional(identifier),
    user_id: optional(identifier),
    parent_user_id: optional(identifier),
    username: optional(text),
  }),
  /** An edit is reported as `add`. */
  action: openList(["add", "remove"]),
  metadata: optional(z.looseObject({ timestamp: optional(timestamp) })),
});
/** One entry of the address book that was added, edited or removed. */
export type StateSyncItem = z.infer<typeof StateSyncItem>;

/** The value of a `smb_app_state_sync` change. */
export const StateSyncValue = z.looseObject({
  messaging_product: optional(text),
  metadata: optional(Metadata),
  state_sync: z.array(StateSyncItem),
});
/** The value of a `smb_app_state_sync` change. */
export type StateSyncValue = z.infer<typeof StateSyncValue>;
