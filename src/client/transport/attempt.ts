import type { z } from "zod";
import { decodeBytes } from "../../decode/decode.ts";
import { withDeadline } from "../../runtime/deadline.ts";
import type { Refusal } from "../classify/refusal.ts";
import type { ClientErrorDetails, UnknownOutcomeReason } from "../errors/index.ts";
import type { Call } from "./call.ts";
import { readNetworkFailure } from "./network-failure.ts";
import type { TransportSettings } from "./options.ts";
import type { OutgoingRequest } from "./outgoing-request.ts";
import { type Answer, send } from "./send.ts";
import { readRetryAfter } from "./wait.ts";

/** Why an attempt did not succeed, and what that allows. */
export interface Failure {
  readonly kind: "refused" | "unreadable" | "network" | "timeout";
  /** What happened, in our words. */
  readonly explanation: string;
  /** Whether the work may be done all the same. */
  readonly mayBeDone: boolean;
  /** Whether another attempt could succeed. */
  readonly mayPass: boolean;
  /** How it is named when the outcome is unknown. */
  readonly reason: UnknownOutcomeReason;
  readonly refusal?: Refusal;
  readonly networkCode?: string | undefined;
  readonly details: Partial<ClientErrorDetails>;
}

/** The largest answer of a call, in bytes. */
const largestAnswer = 5 * 1024 * 1024;

interface Understanding {
  readonly refusalOf: (status: number, body: unknown) => Refusal | undefined;
}

/** Makes one attempt: sends, reads, understands. */
export async function attempt<Result>(
  call: Call<Result>,
  request: OutgoingRequest,
  api: Understanding,
  settings: TransportSettings,
  signal: AbortSignal,
): Promise<{ answer: Result } | Failure> {
  // A call that cannot be repeated has all the time there is, and so has a download: a large file takes what it takes.
  const hasLimit = call.safety === "idempotent" && call.answer !== "bytes";
  const limit = hasLimit ? settings.attemptTimeout : Number.POSITIVE_INFINITY;
  const sending = {
    fetch: settings.fetch,
    largest: call.largest ?? largestAnswer,
    isRepeatable: call.safety === "idempotent",
  };
  const answer = await withDeadline(limit, signal, (ending) =>
    send(request, { ...sending, signal: ending }).catch((error: unknown) => broken(error)),
  );
  if (answer === "timeout" || answer === "aborted") return slow(answer);
  return "kind" in answer ? answer : understand(call, answer, api);
}

function understand<Result>(call: Call<Result>, answer: Answer, api: Understanding): { answer: Result } | Failure {
  const { status, headers, body: bytes } = answer;
  // A browser hides where a redirect leads behind the status 0.
  if (status < 200 || (status >= 300 && status <= 399))
    return unreadable("is a redirect, which is not followed", status);
  const isSuccess = status <= 299;
  if (isSuccess && bytes === undefined) return unreadable("is larger than it may be", status);
  if (isSuccess && call.answer === "bytes") return { answer: bytes as Result };
  const body = bytes && decodeQuietly(bytes);
  const refusal = (call.refusalOf ?? api.refusalOf)(status, body);
  if (refusal !== undefined) return refused(refusal, status, readRetryAfter(headers, Date.now()));
  // What zod found may name keys of the sender's, so it stays here.
  const result = call.answer === "bytes" ? undefined : parseQuietly(call.answer, body);
  return result?.success ? { answer: result.data } : unreadable("has not the documented form", status);
}

function parseQuietly<Result>(schema: z.ZodType<Result>, body: unknown): z.ZodSafeParseResult<Result> | undefined {
  try {
    return schema.safeParse(body);
  } catch {
    // A list of some hundred thousand malformed items is more than zod can tell of.
    return undefined;
  }
}

function decodeQuietly(bytes: Uint8Array): unknown {
  try {
    return decodeBytes(bytes);
  } catch {
    return undefined;
  }
}

function refused(refusal: Refusal, status: number, retryAfter: number | undefined): Failure {
  const { meaning, explanation, isClean, mayPass, providerCode, error_subcode, fbtrace_id } = refusal;
  const passes = meaning === "rate" || meaning === "temporary";
  return {
    kind: "refused",
    explanation,
    mayBeDone: meaning === "temporary" || !isClean,
    mayPass: passes && mayPass !== false,
    reason: isClean || status >= 500 ? "server_error" : "unreadable_answer",
    refusal,
    details: { status, providerCode, error_subcode, fbtrace_id, ...(passes ? { retryAfter } : {}) },
  };
}

function unreadable(explanation: string, status: number): Failure {
  const reason = "unreadable_answer";
  return { kind: "unreadable", explanation, mayBeDone: true, mayPass: false, reason, details: { status } };
}

function broken(error: unknown): Failure {
  const { networkCode, isUnsent } = readNetworkFailure(error);
  return {
    kind: "network",
    explanation: isUnsent ? "the provider could not be reached" : "the connection broke",
    mayBeDone: !isUnsent,
    mayPass: true,
    reason: "connection_lost",
    networkCode,
    details: {},
  };
}

function slow(end: "timeout" | "aborted"): Failure {
  return { kind: "timeout", explanation: "no answer came", mayBeDone: true, mayPass: true, reason: end, details: {} };
}
