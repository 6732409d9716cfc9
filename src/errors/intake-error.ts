import { CoexistenceError } from "./coexistence-error.ts";

/**
 * The intake could not do its work with its store: a webhook was not kept, so that it was answered 503 and the sender tries
 * again; a database cannot be opened, and is tried again; dead letters or a synchronization could not be read or noted.
 *
 * What the intake threw is in {@link IntakeError.reason}, which is not printed with the error: databases and queues put
 * what they were given into their errors.
 *
 * @example
 * ```ts
 * import { createCoexistence, IntakeError } from "whatsapp-coexistence";
 * import { signedRequest } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const fullDisk = { accept: () => Promise.reject(new Error("The disk is full.")), close: async () => undefined };
 * const coexistence = createCoexistence({ appSecret, intake: () => fullDisk, logger: false });
 * coexistence.onError((error) => {
 *   if (error instanceof IntakeError) console.log(error.code); // "intake_failed"
 * });
 *
 * const request = signedRequest("https://example.com/webhook", { entry: [] }, { appSecret });
 * console.log((await coexistence.fetch(request)).status); // 503
 * ```
 */
export class IntakeError extends CoexistenceError {
  override readonly name = "IntakeError";
  /** What the intake threw or rejected with. */
  declare readonly reason: unknown;

  constructor(reason: unknown) {
    super("intake_failed", "The intake failed.");
    Object.defineProperty(this, "reason", { value: reason, enumerable: false });
  }
}
