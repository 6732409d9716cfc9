import { type CoexistenceError, InvalidInputError } from "../../errors/index.ts";
import { type ClientError, isClientError } from "../errors/index.ts";
import type { Explanation } from "./finding.ts";

/** What came of a call, where a failure is a result as well. */
export type Answer<Value> = { readonly value: Value } | { readonly failure: CoexistenceError };

/**
 * Makes a call, and keeps a failure that says something about what is diagnosed.
 *
 * @throws whatever says nothing about it: the caller's signal, and mistakes.
 */
export async function ask<Value>(call: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await call() };
  } catch (error) {
    if (isClientError(error) && error.code !== "aborted") return { failure: error };
    if (isWithoutApp(error)) return { failure: error };
    throw error;
  }
}

/** What was answered, where it was. */
export function answerOf<Value>(answer: Answer<Value>): Value | undefined {
  return "value" in answer ? answer.value : undefined;
}

/** Why a call was refused, where it was: by its code. */
export function failureOf(answer: Answer<unknown>): CoexistenceError | undefined {
  return "failure" in answer ? answer.failure : undefined;
}

/** Tells whether the client speaks for no app, so that the calls of an app were not made. */
export function isWithoutApp(error: unknown): error is InvalidInputError {
  return error instanceof InvalidInputError && (error.field === "appId" || error.field === "appSecret");
}

const maySucceedLater: ReadonlySet<string> = new Set([
  "rate_limited",
  "temporary_failure",
  "network_failure",
  "timeout",
] satisfies CoexistenceError["code"][]);

/** Says why a check is open whose call failed. */
export function explain(failure: CoexistenceError): Explanation {
  if (isWithoutApp(failure)) {
    return {
      reason: "The app's id or secret was not given, so that what the app alone can ask was not asked.",
      fix: "Give the app's id and secret.",
    };
  }
  const reason = failure.message;
  if (maySucceedLater.has(failure.code)) return { reason, fix: `Diagnose again${waitOf(failure)}: it may pass.` };
  if (failure.code === "unexpected_answer") return { reason, fix: "Look at the status page of the provider." };
  return { reason };
}

function waitOf(failure: CoexistenceError | ClientError): string {
  const seconds = isClientError(failure) ? failure.retryAfter : undefined;
  return seconds === undefined ? "" : ` in ${seconds} seconds`;
}
