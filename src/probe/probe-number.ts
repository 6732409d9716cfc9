import type { BusinessNumber } from "../payloads/participants.ts";

/**
 * The business number in the webhooks of {@link probeWebhook}. Nobody has it: Meta's ids do not begin with 0, and the
 * number is one that Ofcom keeps for films. A receiver can drop what is about it.
 *
 * @see https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 * @example
 * ```ts
 * import { createCoexistence, probeNumber } from "whatsapp-coexistence";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef" });
 * coexistence.onHistory((event) => {
 *   if (event.phoneNumberId === probeNumber.phoneNumberId) return;
 *   console.log("Keep it:", event.id);
 * });
 * ```
 */
export const probeNumber: BusinessNumber = {
  wabaId: "000000000000001",
  phoneNumberId: "000000000000002",
  displayPhoneNumber: "447700900000",
};
