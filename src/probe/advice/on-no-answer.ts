import type { NoAnswer } from "../send.ts";
import type { Advice } from "./advice.ts";
import { answerSoon } from "./answer-soon.ts";
import { bodyLimits } from "./body-limits.ts";

/**
 * What to say where there was no answer that a sender would look at.
 *
 * @param isTooLarge - whether a smaller webhook was answered, so that the size may be why.
 */
export function adviseOnNoAnswer({ failure, status }: NoAnswer, timeout: number, isTooLarge: boolean): Advice {
  switch (failure) {
    case "redirected":
      return {
        reason: `The answer is a redirect${status === undefined ? "" : ` (${status})`}. Senders do not follow redirects.`,
        fix: "Give the sender the address it leads to: with https://, and with the / at its end or without it.",
      };
    case "timed_out":
      return {
        reason: `The answer was not complete after ${timeout} ms.`,
        fix: answerSoon,
      };
    case "refused":
      return {
        reason: "Nothing listens there: the connection was refused.",
        fix: "Start the receiver, and compare the port.",
      };
    case "unknown_host":
      return {
        reason: "The host name leads nowhere.",
        fix: "Compare the host name, and whether its DNS record exists for everyone.",
      };
    case "tls_failed":
      return {
        reason: "No secure connection could be made. Senders need a certificate that is valid, and not self-signed.",
        fix: "Install a valid certificate with all its intermediate ones. For a port that speaks no TLS, compare the port.",
      };
    case "broken":
      return isTooLarge
        ? { reason: "The connection broke while the large history was on its way.", fix: bodyLimits }
        : {
            reason: "The receiver could not be reached, or the connection broke before the answer was complete.",
            fix: "Look into the log of the receiver, and of the proxy before it.",
          };
  }
}
