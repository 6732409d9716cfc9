import { isListenerError } from "../errors/index.ts";

const longestReason = 500;

/** What is kept of an error: of the application's own, in its own database. */
export function describeFailure(error: unknown): string {
  const cause: unknown = isListenerError(error) ? error.failures[0]?.error : error;
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return text.slice(0, longestReason);
}
