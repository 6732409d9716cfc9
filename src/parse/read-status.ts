import { MessageStatus } from "../schemas/index.ts";
import { describeCustomer } from "./customer.ts";
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
  const { waId, userId, parentUserId, isGroup } = readRecipient(status);
  // In a group each participant has statuses of their own.
  const recipient = isGroup ? [status.recipient_id, userId ?? waId] : [];
  const contact = contacts.find({ number: waId, userId }, size === 1);
  frame.emit({
    type: "status",
    id: frame.id("status", [status.id, status.status, ...recipient]),
    ...frame.origin,
    status,
    customer: describeCustomer({ waId, userId, parentUserId }, contact),
    ...(contact === undefined ? {} : { contact }),
    raw: item,
  });
}

/** Whose status it is. In a group the recipient is the group, and the participant is the person. */
function readRecipient(status: MessageStatus) {
  const { recipient_participant_id: waId, recipient_participant_user_id: userId } = status;
  const isGroup = status.recipient_type === "group" || waId !== undefined || userId !== undefined;
  if (isGroup) return { waId, userId, parentUserId: status.recipient_participant_parent_user_id, isGroup };
  return {
    waId: status.recipient_id,
    userId: status.recipient_user_id,
    parentUserId: status.recipient_parent_user_id ?? status.parent_recipient_user_id,
    isGroup,
  };
}
