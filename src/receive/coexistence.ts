import { Dispatcher, type Unsubscribe } from "../dispatch/index.ts";
import { type CoexistenceError, isCoexistenceError, ObserverError } from "../errors/index.ts";
import { type DeadLetters, type Intake, memorySynchronizations, type VerifiedWebhook } from "../intake/index.ts";
import type { CoexistenceEvent, Delivery } from "../model/index.ts";
import { makeObserver } from "../observe/index.ts";
import { parseWebhook } from "../parse/index.ts";
import { unreadableBody } from "../parse/unreadable.ts";
import { longestTimer, requirePositive } from "../runtime/positive-number.ts";
import type { Synchronization } from "../synchronization/synchronization.ts";
import { readVerifyToken } from "../verify/challenge.ts";
import { type ExpectedSync, type SyncListener, Watch } from "../watch/index.ts";
import { Answering } from "./answering.ts";
import { rawBodyUnavailable, readBody } from "./body.ts";
import type { CoexistenceOptions } from "./coexistence-options.ts";
import { Credentials } from "./credentials.ts";
import { guardDeadLetters, guardStore } from "./guard-store.ts";
import { describeUnknown, type Logger, readLogger } from "./log.ts";
import { makeIntake, noDeadLetters } from "./make-intake.ts";
import { Untold } from "./untold.ts";
import type { WebhookAnswer, WebhookRequest } from "./webhook-request.ts";

/**
 * Receives the webhooks of coexistence numbers, and hands their events to listeners. Made by {@link createCoexistence}.
 *
 * | answer | when |
 * | --- | --- |
 * | 200 | the webhook is safe, even where it was not understood; or the verification request was right |
 * | 401 | the signature is missing or wrong |
 * | 403 | the verification request has another token |
 * | 405 | neither GET nor POST, or a GET where no `verifyToken` is set |
 * | 413 | the body has more than 4 MiB |
 * | 415 | the body is compressed |
 * | 503 | it cannot be kept now: the sender tries again |
 *
 * No answer says anything more than its status.
 */
export class Coexistence extends Dispatcher {
  readonly #answering: Answering;
  readonly #logger: Logger;
  readonly #untold = new Untold();
  readonly #intake: Intake;
  readonly #watch: Watch;
  readonly #deadLetters: DeadLetters;

  /** Use {@link createCoexistence}. */
  constructor(options: CoexistenceOptions) {
    super();
    const credentials = new Credentials(options);
    const { intake, bodyTimeout = 15_000, logger = console, stallAfter } = options;
    this.#logger = readLogger(logger);
    const report = (error: CoexistenceError): void => {
      // Nobody is answered by then, so that without this line nothing would tell of it.
      if (error.code === "event_given_up") this.#logger.error(`whatsapp-coexistence: ${error.message}`);
      void this.reportError(error);
    };
    const observe = makeObserver(options.observe, (error) => report(new ObserverError(error)));
    this.#intake = makeIntake(intake, {
      parse: this.#parse,
      dispatch: this.#deliver,
      isBygone: (event, doneAt) => this.#watch.isBygone(event, doneAt),
      report,
      observe,
    });
    this.#deadLetters = guardDeadLetters(this.#intake.deadLetters ?? noDeadLetters);
    this.#answering = new Answering({
      credentials,
      verifyToken: "verifyToken" in options ? readVerifyToken(options.verifyToken) : undefined,
      bodyTimeout: requirePositive("bodyTimeout", bodyTimeout, longestTimer),
      logger: this.#logger,
      intake: this.#intake,
      observe,
      report,
    });
    this.#watch = new Watch({
      store: this.#intake.synchronizations ?? memorySynchronizations(),
      keepsStates: this.#intake.synchronizations !== undefined,
      stallAfter: stallAfter === undefined ? undefined : requirePositive("stallAfter", stallAfter, longestTimer),
      report,
    });
  }

  /**
   * Answers a request. A property and not a method, so that it can be passed on: `export default { fetch: c.fetch }`.
   */
  readonly fetch = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await this.receive({
      method: request.method,
      url: request.url,
      header: (name) => request.headers.get(name),
      body: async (timeout) => {
        if (request.bodyUsed || request.body?.locked)
          throw rawBodyUnavailable("Hand the request over before anything else reads its body.");
        return readBody(request.body, timeout);
      },
    });
    return new Response(body, { status, headers });
  };

  /**
   * Answers a request of any framework. The mounts are built on it; use it for one that has none. Never rejects.
   */
  async receive(request: WebhookRequest): Promise<WebhookAnswer> {
    return this.#answering.answer(request);
  }

  /**
   * Accepts no more webhooks, those that arrive are answered 503, and waits for those under way: in memory at most until
   * their deadline.
   */
  async close(): Promise<void> {
    await this.#intake.close();
    this.#watch.close();
  }

  /**
   * Registers a listener for what becomes of synchronizations: each came further, ended or stalled. After a restart the
   * same event, with the same `id`, can come again.
   *
   * @returns a function that takes it off again.
   * @throws {@link CoexistenceError} with code `invalid_option` for what is no function.
   * @example
   * ```ts
   * import { createCoexistence } from "whatsapp-coexistence";
   * import { recordOnboarding, signedRequest } from "whatsapp-coexistence/testing";
   *
   * const appSecret = "0123456789abcdef0123456789abcdef";
   * const coexistence = createCoexistence({ appSecret });
   * coexistence.onSync(({ kind, status, progress }) => {
   *   if (kind === "history" && status === "complete") console.log(progress); // 100
   * });
   * for (const { webhook } of recordOnboarding()) {
   *   await coexistence.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }));
   * }
   * ```
   */
  onSync(listener: SyncListener): Unsubscribe {
    return this.#watch.onSync(listener);
  }

  /**
   * Tells how far the synchronization of a number is: its contacts and its history, what is missing, and what may be wrong.
   *
   * @returns nothing for a number of which nothing is known.
   * @example
   * ```ts
   * import { createCoexistence } from "whatsapp-coexistence";
   *
   * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef" });
   * await coexistence.expectSync({ phoneNumberId: "200000000000002", onboardedAt: new Date() });
   * const { history, timeLeft = 0 } = (await coexistence.sync("200000000000002")) ?? {};
   * console.log(history?.status, timeLeft > 23 * 60 * 60 * 1000); // "requested" true
   * ```
   */
  sync(phoneNumberId: string): Promise<Synchronization | undefined> {
    return guardStore(() => this.#watch.describe(phoneNumberId));
  }

  /**
   * Notes that a synchronization is about to be asked for, so that a stall is noticed although nothing ever arrives, and
   * the 24 hours count down. Call it before the request: its webhooks can be faster than its answer. A property and not a
   * method, so that it can be passed on: `onboard({ …, expectSync: coexistence.expectSync })`.
   *
   * @throws {@link InvalidInputError} for a time that is none, {@link IntakeError} where the intake's store cannot be
   * reached. The example of {@link Coexistence.sync} calls it.
   */
  readonly expectSync = (expected: ExpectedSync): Promise<void> => guardStore(() => this.#watch.expect(expected));

  /**
   * Forgets the synchronization of a number: one that was expected and never asked for, or of a customer who has left.
   *
   * @returns whether anything was known of it.
   */
  forgetSync(phoneNumberId: string): Promise<boolean> {
    return guardStore(() => this.#watch.forget(phoneNumberId));
  }

  /** The events whose listeners failed too often. In memory there are none: the sender is asked to try again instead. */
  get deadLetters(): DeadLetters {
    return this.#deadLetters;
  }

  /**
   * Tells the developer that the set-up needs a change.
   *
   * @internal
   */
  warn(line: string): void {
    this.#logger.warn(`whatsapp-coexistence: ${line}`);
  }

  /**
   * What the watch adds can be added twice, so it need not be one with the mark that the event is done. A number is
   * disconnected whether or not the listeners can do something about it; what was synchronized counts once they are done.
   */
  readonly #deliver = async (event: CoexistenceEvent, delivery?: Delivery): Promise<void> => {
    const isNews = event.type === "account";
    if (isNews) await this.#watch.add(event);
    await this.dispatch(event, delivery);
    if (!isNews) await this.#watch.add(event);
  };

  readonly #parse = ({ body, provider, receivedAt }: VerifiedWebhook): CoexistenceEvent[] => {
    const events = this.#read(body, { provider, receivedAt });
    const unknown = describeUnknown(this.#untold.of(events));
    if (unknown !== undefined) this.#logger.warn(unknown);
    return events;
  };

  #read(body: Uint8Array, options: Omit<VerifiedWebhook, "body">): CoexistenceEvent[] {
    try {
      return parseWebhook(body, options);
    } catch (error) {
      if (isCoexistenceError(error)) return [unreadableBody(body, options)];
      throw error;
    }
  }
}

/**
 * Makes the receiver: verification, intake, parsing, deduplication and dispatch behind one function that answers
 * requests. Mount it with the entry point of your framework, or with its `fetch`.
 *
 * @throws {@link CoexistenceError} with code `secret_missing` or `secret_too_short` for credentials that would let
 * nobody in, or anybody; `invalid_option` for an option that cannot be used.
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 *
 * const coexistence = createCoexistence({
 *   appSecret: process.env.APP_SECRET,
 *   verifyToken: process.env.VERIFY_TOKEN,
 * });
 * coexistence.onEcho(({ message, customer }) => console.log(message.type, customer.waId));
 *
 * const response = await coexistence.fetch(new Request("https://example.com/webhook", { method: "POST", body: "{}" }));
 * console.log(response.status); // 401
 * ```
 */
export function createCoexistence(options: CoexistenceOptions): Coexistence {
  return new Coexistence(options);
}
