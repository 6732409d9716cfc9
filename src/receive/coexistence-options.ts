import type { IntakeFactory } from "../intake/index.ts";
import type { CredentialOptions } from "./credentials.ts";
import type { Logger } from "./log.ts";

/** Options of {@link createCoexistence}. */
export interface CoexistenceOptions extends CredentialOptions {
  /** The token of Meta's verification request. Without it GET requests are refused, as 360dialog never sends one. */
  verifyToken?: string | undefined;
  /** Where webhooks are kept until the listeners are done. Default: in memory. */
  intake?: IntakeFactory;
  /** How long a body may take to arrive, in milliseconds. Default: 15,000. */
  bodyTimeout?: number;
  /**
   * After how many milliseconds without anything new a synchronization counts as stalled, and its contacts as complete.
   * Default: 30 minutes.
   */
  stallAfter?: number | undefined;
  /** Where log lines go, or `false` for nowhere. They hold no secret, number or text. Default: `console`. */
  logger?: Logger | false;
}
