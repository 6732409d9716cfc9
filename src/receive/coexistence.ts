import { Dispatcher } from "../dispatch/index.ts";
import { CoexistenceError, IntakeError, isCoexistenceError } from "../errors/index.ts";
import { type Intake, type IntakeFactory, memoryIntake, type Stream, type VerifiedWebhook } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { parseWebhook } from "../parse/index.ts";
import { unreadableBody } from "../parse/unreadable.ts";
import { longestTimer, requirePositive } from "../runtime/positive-number.ts";
import { answerChallenge, readVerifyToken } from "../verify/challenge.ts";
import { bodyLimit, rawBodyUnavailable, readBody } from "./body.ts";
import { type CredentialOptions, Credentials } from "./credentials.ts";
import { describeUnknown, type Logger, readLogger } from "./log.ts";
import { answer, type WebhookAnswer, type WebhookRequest } from "./webhook-request.ts";

/** Options of {@link createCoexistence}. */
export interface CoexistenceOptions extends CredentialOptions {
  /** The token of Meta's verification request. Without it GET requests are refused, as 360dialog never sends one. */
  verifyToken?: string | undefined;
  /** Where webhooks are kept until the listeners are done. Default: in memory. */
  intake?: IntakeFactory;
  /** How long a body may take to arrive, in milliseconds. Default: 15,000. */
  bodyTimeout?: number;
  /** Where log lines go, or `false` for nowhere. They hold no secret, number or text. Default: `console`. */
  logger?: Logger | false;
}

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
  readonly #credentials: Credentials;
  readonly #verifyToken: string | undefined;
  readonly #bodyTimeout: number;
  readonly #logger: Logger;
  readonly #intake: Intake;

  /** Use {@link createCoexistence}. */
  constructor(options: CoexistenceOptions) {
    super();
    this.#credentials = new Credentials(options);
    const { intake = memoryIntake(), bodyTimeout = 15_000, logger = console } = options;
    if ("verifyToken" in options) this.#verifyToken = readVerifyToken(options.verifyToken);
    this.#bodyTimeout = requirePositive("bodyTimeout", bodyTimeout, longestTimer);
    this.#logger = readLogger(logger);
    this.#intake = makeIntake(intake, { parse: this.#parse, dispatch: (event) => this.dispatch(event) });
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
    try {
      if (request.method === "POST") return await this.#receiveWebhook(request);
      if (request.method === "GET" && this.#verifyToken !== undefined) return this.#answerChallenge(request);
      const allow = this.#verifyToken === undefined ? "POST" : "GET, POST";
      return answer(405, { allow });
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /**
   * Accepts no more webhooks, those that arrive are answered 503, and waits for those under way: in memory at most until
   * their deadline.
   */
  async close(): Promise<void> {
    await this.#intake.close();
  }

  /**
   * Tells the developer that the set-up needs a change.
   *
   * @internal
   */
  warn(line: string): void {
    this.#logger.warn(`whatsapp-coexistence: ${line}`);
  }

  async #receiveWebhook({ header, body }: WebhookRequest): Promise<WebhookAnswer> {
    if ((header("content-encoding") ?? "identity").toLowerCase() !== "identity") return answer(415);
    if (Number(header("content-length")) > bodyLimit) return answer(413);
    const check = this.#credentials.checkFor(header);
    if (check === undefined) return this.#unauthorized("no usable signature header");
    const bytes = await body(this.#bodyTimeout);
    const provider = await check(bytes);
    if (provider === undefined) return this.#unauthorized("the signature does not belong to this body and secret");
    await this.#intake.accept({ body: bytes, provider, receivedAt: new Date() });
    return answer(200);
  }

  #answerChallenge({ url }: WebhookRequest): WebhookAnswer {
    const query = new URLSearchParams(url.includes("?") ? url.slice(url.indexOf("?")) : "");
    const challenge = answerChallenge(query, { verifyToken: this.#verifyToken ?? "" });
    return challenge === undefined ? answer(403) : answer(200, {}, challenge);
  }

  #unauthorized(why: string): WebhookAnswer {
    this.#logger.warn(`whatsapp-coexistence: refused a webhook with 401: ${why}`);
    return answer(401);
  }

  #refuse(error: unknown): WebhookAnswer {
    // The listeners of errors are called and not waited for: one that never ends would hold the answer back.
    if (!isCoexistenceError(error)) {
      // From an intake of the application's own: its text may hold anything.
      this.#logger.error("whatsapp-coexistence: answered 503: the intake failed");
      void this.reportError(new IntakeError(error));
      return answer(503);
    }
    if (error.code === "body_too_large") return answer(413);
    const advice = error.code === "listener_failed" ? " What they threw is in error.failures: see onError." : "";
    this.#logger.error(`whatsapp-coexistence: answered 503: ${error.message}${advice}`);
    // Failed listeners were reported one by one, with their events.
    if (error.code !== "listener_failed") void this.reportError(error);
    return answer(503);
  }

  readonly #parse = ({ body, provider, receivedAt }: VerifiedWebhook): CoexistenceEvent[] => {
    const events = this.#read(body, { provider, receivedAt });
    const unknown = describeUnknown(events);
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

function makeIntake(factory: IntakeFactory, stream: Stream): Intake {
  const intake: Partial<Intake> | undefined = typeof factory === "function" ? factory(stream) : undefined;
  if (typeof intake?.accept === "function" && typeof intake.close === "function") return intake as Intake;
  throw new CoexistenceError("invalid_option", "intake makes no intake. Pass a call of it, such as memoryIntake().");
}
