import { ClientError, type ClientErrorDetails } from "./client-error.ts";

/** Why nobody knows whether a call was carried out. */
export type UnknownOutcomeReason =
  /** No answer came in time. */
  | "timeout"
  /** The connection broke after the request was on its way. */
  | "connection_lost"
  /** The provider failed while it worked on it. */
  | "server_error"
  /** There was an answer, and it cannot be read. */
  | "unreadable_answer"
  /** The caller ended the call through its signal. */
  | "aborted"
  /** An earlier process asked for it, and did not come to note what became of it. */
  | "interrupted";

/**
 * A call that must not be made twice was made, and nothing says whether it was carried out. It is not sent again; the
 * message says what to do.
 *
 * @example
 * ```ts
 * import { MetaClient, OutcomeUnknownError } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
 * try {
 *   await meta.requestSync("200000000000002", "history");
 * } catch (error) {
 *   if (error instanceof OutcomeUnknownError) console.error("Waiting for the webhooks:", error.reason);
 *   else throw error;
 * }
 * ```
 */
export class OutcomeUnknownError extends ClientError {
  override readonly name = "OutcomeUnknownError";
  readonly reason: UnknownOutcomeReason;

  constructor(reason: UnknownOutcomeReason, whatToDo: string, details: ClientErrorDetails) {
    super(
      "outcome_unknown",
      `may have been carried out or not (${reason}). It was not sent again. ${whatToDo}`,
      details,
    );
    this.reason = reason;
  }

  override toJSON(): ReturnType<ClientError["toJSON"]> & { reason: UnknownOutcomeReason } {
    return { ...super.toJSON(), reason: this.reason };
  }
}

/** The call was not answered in time, repetitions and waits included. It is one that may be made again. */
export class TimeoutError extends ClientError {
  override readonly name = "TimeoutError";

  constructor(message: string, details: ClientErrorDetails) {
    super("timeout", message, details);
  }
}

/** The provider could not be reached, or the connection broke. The call may be made again. */
export class NetworkError extends ClientError {
  override readonly name = "NetworkError";
  /** What the runtime calls it, such as `ECONNREFUSED`. */
  declare readonly networkCode?: string;

  constructor(message: string, details: ClientErrorDetails, networkCode?: string) {
    super("network_failure", message, details);
    if (networkCode !== undefined) this.networkCode = networkCode;
  }

  override toJSON(): ReturnType<ClientError["toJSON"]> & { networkCode?: string } {
    const { networkCode } = this;
    return networkCode === undefined ? super.toJSON() : { ...super.toJSON(), networkCode };
  }
}

/** There was an answer, and it is not what the provider documents. */
export class UnexpectedAnswerError extends ClientError {
  override readonly name = "UnexpectedAnswerError";

  constructor(message: string, details: ClientErrorDetails) {
    super("unexpected_answer", message, details);
  }
}

/** The caller ended the call through its signal. It is one that may be made again. */
export class AbortedError extends ClientError {
  override readonly name = "AbortedError";

  constructor(message: string, details: ClientErrorDetails) {
    super("aborted", message, details);
  }
}
