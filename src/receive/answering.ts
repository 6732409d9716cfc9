import { type CoexistenceError, IntakeError, isCoexistenceError } from "../errors/index.ts";
import type { Intake } from "../intake/index.ts";
import type { Observer } from "../observe/index.ts";
import { answerChallenge } from "../verify/challenge.ts";
import { bodyLimit } from "./body.ts";
import type { Credentials } from "./credentials.ts";
import type { Logger } from "./log.ts";
import { answer, type WebhookAnswer, type WebhookRequest } from "./webhook-request.ts";

/** What requests are answered with. */
export interface AnsweringSettings {
  readonly credentials: Credentials;
  readonly verifyToken: string | undefined;
  readonly bodyTimeout: number;
  readonly logger: Logger;
  readonly intake: Pick<Intake, "accept">;
  readonly observe: Observer;
  /** Tells the listeners of errors. They are called and not waited for: one that never ends would hold the answer back. */
  report(error: CoexistenceError): void;
}

/** Answers requests: with 200 when a webhook is verified and kept, and with nothing but a status otherwise. */
export class Answering {
  readonly #settings: AnsweringSettings;

  constructor(settings: AnsweringSettings) {
    this.#settings = settings;
  }

  /** Never rejects. */
  async answer(request: WebhookRequest): Promise<WebhookAnswer> {
    const { verifyToken } = this.#settings;
    try {
      if (request.method === "POST") return await this.#observed(request);
      if (request.method === "GET" && verifyToken !== undefined) return answerVerification(request, verifyToken);
      return answer(405, { allow: verifyToken === undefined ? "POST" : "GET, POST" });
    } catch (error) {
      return this.#refuse(error);
    }
  }

  async #observed(request: WebhookRequest): Promise<WebhookAnswer> {
    const begun = performance.now();
    const answered = await this.#receive(request).catch((error) => this.#refuse(error));
    this.#settings.observe({ name: "answered", status: answered.status, milliseconds: performance.now() - begun });
    return answered;
  }

  async #receive({ header, body }: WebhookRequest): Promise<WebhookAnswer> {
    const { credentials, bodyTimeout, intake } = this.#settings;
    if ((header("content-encoding") ?? "identity").toLowerCase() !== "identity") return answer(415);
    if (Number(header("content-length")) > bodyLimit) return answer(413);
    const check = credentials.checkFor(header);
    if (check === undefined) return this.#unauthorized("no usable signature header");
    const bytes = await body(bodyTimeout);
    const provider = await check(bytes);
    if (provider === undefined) return this.#unauthorized("the signature does not belong to this body and secret");
    await intake.accept({ body: bytes, provider, receivedAt: new Date() });
    return answer(200);
  }

  #unauthorized(why: string): WebhookAnswer {
    this.#settings.logger.warn(`whatsapp-coexistence: refused a webhook with 401: ${why}`);
    return answer(401);
  }

  #refuse(error: unknown): WebhookAnswer {
    const { logger, report } = this.#settings;
    if (!isCoexistenceError(error)) {
      // From an intake of the application's own: its text may hold anything.
      logger.error("whatsapp-coexistence: answered 503: the intake failed");
      report(new IntakeError(error));
      return answer(503);
    }
    if (error.code === "body_too_large") return answer(413);
    const advice = error.code === "listener_failed" ? " What they threw is in error.failures: see onError." : "";
    logger.error(`whatsapp-coexistence: answered 503: ${error.message}${advice}`);
    // Failed listeners were reported one by one, with their events.
    if (error.code !== "listener_failed") report(error);
    return answer(503);
  }
}

function answerVerification({ url }: WebhookRequest, verifyToken: string): WebhookAnswer {
  const query = new URLSearchParams(url.includes("?") ? url.slice(url.indexOf("?")) : "");
  const challenge = answerChallenge(query, { verifyToken });
  return challenge === undefined ? answer(403) : answer(200, {}, challenge);
}
