import type { Tone } from "../terminal/paint.ts";
import type { Row } from "../terminal/table.ts";

/** What was found of one thing that was looked at. */
export interface Found {
  /** Its name, such as `challenge_forged`. */
  readonly about: string;
  readonly verdict: string;
  readonly reason?: string;
  readonly fix?: string;
}

/**
 * The rows below what was found: why, and how to put it right.
 *
 * @param next - what is found of the next one. What is the same for several in a row is told once, below the last of them.
 * @internal
 */
export function explainVerdict({ about, verdict, reason, fix }: Found, next: Omit<Found, "about"> | undefined): Row[] {
  if (next?.verdict === verdict && next.reason === reason && next.fix === fix) return [];
  const isWithoutToken = about.startsWith("challenge") && verdict === "left_out" && fix !== undefined;
  return [
    ...(reason === undefined ? [] : [rowBelow(reason)]),
    ...(fix === undefined ? [] : [rowBelow(`Fix: ${fix}`)]),
    ...(isWithoutToken ? [rowBelow("Option: VERIFY_TOKEN in the environment", "faint")] : []),
  ];
}

function rowBelow(text: string, tone?: Tone): Row {
  return { lead: { text: "" }, note: { text, tone, kind: "prose" } };
}
