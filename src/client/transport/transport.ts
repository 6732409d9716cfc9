import type { Provider } from "../../model/index.ts";
import { withDeadline } from "../../runtime/deadline.ts";
import type { Refusal } from "../classify/refusal.ts";
import { AbortedError, type ClientError, type ClientErrorDetails, TimeoutError } from "../errors/index.ts";
import { attempt, type Failure } from "./attempt.ts";
import type { Call, CallOptions } from "./call.ts";
import { errorOf, outcomeUnknown } from "./error-of.ts";
import { readOptions, type TransportOptions, type TransportSettings } from "./options.ts";
import { buildRequest, type OutgoingRequest } from "./outgoing-request.ts";
import { pause, waitBefore } from "./wait.ts";

/** What differs between the APIs. */
export interface Api {
  readonly provider: Provider;
  readonly baseUrl: string;
  /** Understands answers that are no success. */
  readonly refusalOf: (status: number, body: unknown) => Refusal | undefined;
}

/**
 * Makes calls: repeats what may be repeated, within one time limit, and turns every failure into an error that says what
 * it means and holds nothing that is private.
 *
 * @internal
 */
export class Transport {
  readonly #api: Api;
  readonly #settings: TransportSettings;

  constructor(api: Api, options: TransportOptions) {
    this.#settings = readOptions(options);
    this.#api = api;
  }

  /** Milliseconds for a call whose options name none. */
  get timeout(): number {
    return this.#settings.timeout;
  }

  /** @throws {@link ClientError} and its kinds. */
  async call<Answer>(call: Call<Answer>, { signal, timeout }: CallOptions = {}): Promise<Answer> {
    const limit = timeout === undefined ? this.#settings.timeout : readOptions({ timeout }).timeout;
    const request = buildRequest(this.#api.baseUrl, call);
    const progress: Progress = { attempts: 0 };
    const result = await withDeadline(limit, signal, (ending) =>
      this.#attempts(call, request, ending, progress, limit),
    );
    if (result === "timeout" || result === "aborted") throw this.#givenUp(result, call, progress, limit);
    if (result instanceof Error) throw result;
    return result.answer;
  }

  /** Attempts until one succeeds, or its failure may not be followed by another. */
  async #attempts<Answer>(
    call: Call<Answer>,
    request: OutgoingRequest,
    signal: AbortSignal,
    progress: Progress,
    limit: number,
  ): Promise<{ answer: Answer } | ClientError> {
    const end = performance.now() + limit;
    while (true) {
      progress.attempts += 1;
      progress.isOnTheWay = true;
      const result = await attempt(call, request, this.#api, this.#settings, signal);
      if ("answer" in result) return result;
      const { attempts } = progress;
      const details = { ...this.#describe(call, attempts), ...result.details };
      // The call was given up, and what is in progress says how it ended.
      if (signal.aborted) return errorOf(result, call, details);
      progress.isOnTheWay = false;
      progress.failure = result;
      if (!mayFollow(result, call, attempts, this.#settings)) return errorOf(result, call, details);
      const wait = waitBefore(attempts + 1, result.details.retryAfter, this.#settings.longestWait, Math.random);
      // A wait that is too long for this call is the caller's to plan.
      if (wait === undefined || performance.now() + wait >= end) return errorOf(result, call, details);
      await pause(wait, signal);
      if (signal.aborted) return errorOf(result, call, details);
    }
  }

  #givenUp(end: "timeout" | "aborted", call: Call<unknown>, progress: Progress, limit: number): ClientError {
    const described = this.#describe(call, progress.attempts);
    // What an earlier attempt was answered says nothing about the one that is out.
    if (progress.isOnTheWay && call.safety !== "idempotent") return outcomeUnknown(end, call, described);
    const details = { ...described, ...progress.failure?.details };
    if (end === "aborted") return new AbortedError("was ended by its signal.", details);
    return new TimeoutError(`was not done within ${limit} ms. Try again, or set a longer timeout.`, details);
  }

  #describe(call: Call<unknown>, attempts: number): ClientErrorDetails {
    return { provider: this.#api.provider, method: call.method, path: call.path, attempts };
  }
}

/** How far a call has come. */
interface Progress {
  attempts: number;
  /** Whether a request is out that was not answered yet. */
  isOnTheWay?: boolean;
  failure?: Failure;
}

/** Whether a failure may be followed by another attempt: only after what passes, and never where work may be done twice. */
function mayFollow(
  failure: Failure,
  { safety }: Call<unknown>,
  attempts: number,
  settings: TransportSettings,
): boolean {
  if (safety === "once" || attempts >= settings.maxAttempts || !failure.mayPass) return false;
  return safety === "idempotent" || !failure.mayBeDone;
}
