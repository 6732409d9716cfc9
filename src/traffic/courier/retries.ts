const second = 1_000;
const hour = 3_600 * second;

/**
 * How long a sender goes on with a webhook that is not answered 200, in milliseconds.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export const retriedFor = 7 * 24 * hour;

/**
 * How long to wait before an attempt, in milliseconds: the second comes at once, those after it less and less often. Meta
 * publishes no more than that; here the wait doubles from one second to six hours.
 *
 * @param attempts - how many there were.
 */
export function waitBefore(attempts: number): number {
  return attempts <= 1 ? 0 : Math.min(second * 2 ** (attempts - 2), 6 * hour);
}
