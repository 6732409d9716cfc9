import { CoexistenceError } from "../../errors/index.ts";

const findings = new WeakSet<CoexistenceError>();

/** What a case throws that an intake does not pass. The sentence is about the intake. */
export function unfit(sentence: string, cause?: unknown): CoexistenceError {
  const finding = new CoexistenceError("intake_failed", sentence, cause === undefined ? {} : { cause });
  findings.add(finding);
  return finding;
}

/** Whether an error is a case's own, and none of the intake's. */
export function isUnfit(error: unknown): boolean {
  return error instanceof CoexistenceError && findings.has(error);
}

/** Ends the case where the intake did not do what it has to. */
export function demand(isSo: boolean, sentence: string): asserts isSo {
  if (!isSo) throw unfit(sentence);
}

/** What an intake rejected with. Bodies are the kit's own inventions, so nothing private can be in it. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 300);
}

/** "1 webhook", "3 webhooks". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
