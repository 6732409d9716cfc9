import type { BusinessNumber } from "../payloads/participants.ts";

/**
 * The business numbers of a simulation. Nobody has them, for the reasons of the probe's number: their ids begin with 0, and
 * the numbers are those that Ofcom keeps for films.
 *
 * @see https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
export function inventNumbers(count: number): BusinessNumber[] {
  return Array.from({ length: count }, (_, index) => ({
    wabaId: idOf(100_001 + index),
    phoneNumberId: idOf(200_001 + index),
    displayPhoneNumber: String(447_700_900_001 + index),
  }));
}

/** As long as Meta's. */
function idOf(number: number): string {
  return String(number).padStart(15, "0");
}
