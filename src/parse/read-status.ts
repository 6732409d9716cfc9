import { MessageStatus } from "../schemas/index.ts";
import { makeCustomer } from "./customer.ts";
import type { Frame } from "./frame.ts";
import type { MessagePlace } from "./read-message.ts";
import { Malformed, validate } from "./validate.ts";

/**
 * Reads one item of the list `statuses`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 * @internal
 */
export function readStatus(frame: Frame, item: unknown, path: string, { contacts, size }: MessagePlace): void {
  const status = validate(MessageStatus, item);
  if (status instanceof Malformed) return frame.malformed(path, item, status);
  const { recipient_id, recipient_user_id, recipient_type } = status;
  // In a group the recipient is the group, and each participant has statuses of their own.
  const participant = status.recipient_participant_user_id ?? status.recipient_participant_id;
  const recipient = recipient_type === "group" ? [recipient_id, participant] : [];
  const contact = contacts.find({ number: recipient_id, userId: recipient_user_id }, size === 1);
  frame.emit({
    type: "status",
    id: frame.id("status", [status.id, status.status, ...recipient]),
    ...frame.origin,
    status,
    customer: makeCustomer({
      waId: contact?.wa_id ?? recipient_id,
      userId: recipient_user_id ?? contact?.user_id,
      parentUserId: status.recipient_parent_user_id ?? status.parent_recipient_user_id ?? contact?.parent_user_id,
      username: contact?.profile?.username,
      profileName: contact?.profile?.name,
    }),
    ...(contact === undefined ? {} : { contact }),
    raw: item,
  });
}
