import type { IntakeFactory } from "../intake/index.ts";
import type { Observer } from "../observe/index.ts";
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
  /**
   * Is told what is answered, delivered, failed and waiting, for metrics. The same is published on the channels
   * `whatsapp-coexistence:answered`, … of `node:diagnostics_channel`. It is called while a webhook waits for its answer,
   * so it should only count.
   *
   * @example
   * ```ts
   * import { createCoexistence } from "whatsapp-coexistence";
   *
   * const counts = new Map<string, number>();
   * const coexistence = createCoexistence({
   *   appSecret: "0123456789abcdef0123456789abcdef",
   *   observe: ({ name }) => counts.set(name, (counts.get(name) ?? 0) + 1),
   *   logger: false,
   * });
   * await coexistence.fetch(new Request("https://example.com/webhook", { method: "POST", body: "{}" }));
   * console.log(counts.get("answered")); // 1
   * ```
   */
  observe?: Observer | undefined;
  /** Where log lines go, or `false` for nowhere. They hold no secret, number or text. Default: `console`. */
  logger?: Logger | false;
}
