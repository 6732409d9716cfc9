import type { Problem } from "./problem.ts";

/**
 * How long a synchronization can be asked for.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
const windowLength = 24 * 60 * 60 * 1000;

/** When the time to ask for a synchronization is over. */
export function syncDeadline(startedAt: string): Date {
  return new Date(Date.parse(startedAt) + windowLength);
}

export const windowClosed: Problem<"within_window"> = {
  condition: "within_window",
  reason: "The 24 hours after the sign-up are over.",
  fix: "Let the business disconnect in the app, and sign up again.",
};

export function checkWindow(startedAt: string): Problem[] {
  return Date.now() < syncDeadline(startedAt).getTime() ? [] : [windowClosed];
}

export async function checkReceiver(isReady: (() => boolean | Promise<boolean>) | undefined): Promise<Problem[]> {
  // What the caller's own check throws says "not ready", and may hold anything.
  const ready =
    isReady === undefined ||
    (await Promise.resolve()
      .then(isReady)
      .catch(() => false));
  if (ready === true) return [];
  const fix = "Make sure that webhooks are received and kept.";
  return [{ condition: "receiver_ready", reason: "isReady said no.", fix }];
}
