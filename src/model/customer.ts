/**
 * The person (or other business) a chat is with, as far as the webhook says.
 *
 * Since customers can have usernames, every member may be missing: the phone number is omitted for them unless the
 * business knows it. Use `userId` as the key where it is there, `waId` otherwise.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export interface Customer {
  /** The WhatsApp id: a phone number, as the sender wrote it. Compare with `isSamePhoneNumber`. */
  waId?: string;
  /** The business-scoped user id (BSUID). */
  userId?: string;
  /** The id above it, for a business with several portfolios. */
  parentUserId?: string;
  /** Without the leading `@`. */
  username?: string;
  /** The name the customer gave themself. */
  profileName?: string;
}
