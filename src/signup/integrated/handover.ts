import { InvalidInputError } from "../../errors/index.ts";
import { requireAddress } from "../address.ts";
import { browser, type WindowMessage } from "./browser.ts";
import {
  type IntegratedOnboardingResult,
  isIntegratedOnboardingRedirect,
  parseIntegratedOnboardingRedirect,
} from "./redirect.ts";

/** To whom {@link finishIntegratedOnboarding} gives the result. */
export interface FinishIntegratedOnboardingOptions {
  /** The origin of the page with the button, such as `https://app.example.com`. Default: that of the redirect page. */
  origin?: string | undefined;
}

// Tells our messages from the others a window gets.
const type = "whatsapp-coexistence:integrated-onboarding";

/**
 * Ends the sign-up on the page that 360dialog redirects to: gives the result to the connect button in the window that
 * opened this one, and closes this one.
 *
 * A page that has no opener is never closed, and nor is one that was not reached by a redirect. There the return value
 * says what to do: the page shows the result itself, or is a page like any other.
 *
 * @returns what the redirect says, or `undefined` when the page was opened without one. It proves as little as the
 * redirect itself: see {@link parseIntegratedOnboardingRedirect}.
 * @throws {@link InvalidInputError} when a parameter of the redirect is malformed, or `origin` is no origin. The page
 * stays open.
 * @example
 * ```ts
 * import { finishIntegratedOnboarding } from "whatsapp-coexistence/signup";
 *
 * // On the redirect page, in the browser. On a server it does nothing.
 * const result = finishIntegratedOnboarding();
 * if (result !== undefined) console.log(`Numbers: ${result.channels.length}`);
 * ```
 */
export function finishIntegratedOnboarding(
  options: FinishIntegratedOnboardingOptions = {},
): IntegratedOnboardingResult | undefined {
  const { location, opener } = browser;
  if (location === undefined || !isIntegratedOnboardingRedirect(location.href)) return undefined;
  const result = parseIntegratedOnboardingRedirect(location.href);
  const origin = options.origin === undefined ? location.origin : requireOrigin("origin", options.origin);
  if (opener) {
    opener.postMessage({ type, result }, origin);
    browser.close?.();
  }
  return result;
}

/** What a message hands over: the result, or nothing when it is another message. */
export function readHandover({ data }: WindowMessage): IntegratedOnboardingResult | undefined {
  const message = data as { type?: unknown; result?: IntegratedOnboardingResult } | null;
  return message?.type === type ? message.result : undefined;
}

/** @throws InvalidInputError for what is no origin, `*` above all. */
export function requireOrigin(field: string, value: string): string {
  if (requireAddress(field, value).origin === value) return value;
  throw new InvalidInputError(field, "is no origin: a scheme and a host, and nothing after it.");
}
