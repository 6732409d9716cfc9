import { isCoexistenceError } from "whatsapp-coexistence";
import { OutcomeUnknownError, PreconditionError } from "whatsapp-coexistence/client";

/** What the page says about a failure, and which buttons it offers. */
export interface Help {
  title: string;
  fixes: readonly string[];
  /**
   * `continue`: go on with the saved state. `settle`: a person says what became of a call. `wait`: it goes on by itself.
   * `sign_up`: begin again.
   */
  next: "continue" | "settle" | "wait" | "sign_up";
}

/**
 * Says what to do about an error of an onboarding. The messages hold no secret and no number, so they can be shown.
 *
 * @param canContinue - whether the saved state has what the sign-up alone can give.
 */
export function helpWith(error: unknown, canContinue: boolean): Help {
  if (!isCoexistenceError(error)) throw error;
  console.error(error.code, error.message);
  const next = canContinue ? "continue" : "sign_up";
  if (error instanceof PreconditionError) {
    const fixes = error.failures.map(({ fix }) => fix);
    const conditions = new Set(error.failures.map(({ condition }) => condition));
    const title = "Not ready yet. Nothing is lost.";
    // Only a new sign-up opens the 24 hours again.
    if (conditions.has("within_window")) return { title, fixes, next: "sign_up" };
    return { title, fixes, next: conditions.has("channel_live") && conditions.size === 1 ? "wait" : next };
  }
  if (error instanceof OutcomeUnknownError && canContinue) {
    const fix = "An answer got lost on its way. The request was not sent again, because it can be made only once.";
    return {
      title: "Nobody knows whether this worked.",
      fixes: [fix, "Wait a few minutes to see whether its data arrive."],
      next: "settle",
    };
  }
  const isOver = error.code === "token_expired" || error.code === "sync_window_closed";
  return { title: "This did not work.", fixes: [error.message], next: isOver ? "sign_up" : next };
}
