import { browser, type OtherWindow, type PageWindow, type WindowMessage } from "./browser.ts";
import { readHandover } from "./handover.ts";
import type { IntegratedOnboardingResult } from "./redirect.ts";

/** Why a sign-up could not begin. */
export interface ConnectButtonProblem {
  /**
   * `"popup_blocked"`: the browser opened no window. `"link_failed"`: `createLink` failed, or there is no link, or it is
   * no https:// address.
   */
  readonly reason: "popup_blocked" | "link_failed";
  /** What `createLink` threw, or what is wrong with the link. It is the application's own, and may hold anything. */
  readonly cause?: unknown;
}

/** How an attempt ended: the name of the event and its detail. */
export type Ending = ["connect", IntegratedOnboardingResult] | ["cancel", null] | ["error", ConnectButtonProblem];

/** An attempt that goes on. */
export interface Attempt {
  readonly popup: OtherWindow;
  /** Stops listening, and says how it ended, unless it ended before or there is nobody to tell. */
  end(...ending: Ending | []): void;
}

const features = "popup,width=1000,height=800";
const pollingInterval = 400;

/**
 * Opens the window, at once and empty: after waiting for the link it would be a popup that nobody asked for, which
 * browsers block.
 */
export function beginAttempt(
  createLink: () => Promise<string>,
  origin: string,
  onEnd: (...ending: Ending) => void,
): Attempt | undefined {
  const page = browser as PageWindow;
  const popup = page.open("", "_blank", features);
  if (!popup || popup.closed) {
    onEnd("error", { reason: "popup_blocked" });
    return undefined;
  }

  let isOver = false;
  let wasClosed = false;
  const end = (...ending: Ending | []): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(polling);
    page.removeEventListener("message", onMessage);
    if (ending.length > 0) onEnd(...(ending as Ending));
  };
  // The popup is the only one to be heard, and only while it shows the redirect page: 360dialog's pages and all it links
  // to are of another origin.
  const onMessage = (event: WindowMessage): void => {
    const result = event.source === popup && event.origin === origin ? readHandover(event) : undefined;
    if (result !== undefined) end("connect", result);
  };
  const polling = setInterval(() => {
    // The redirect page closes itself behind its message, which may still be on its way: hence a second look.
    if (wasClosed) end("cancel", null);
    wasClosed = popup.closed;
  }, pollingInterval);
  page.addEventListener("message", onMessage);

  createLink().then(
    (link) => (isOver ? popup.close() : popup.location.replace(link)),
    (cause) => {
      popup.close();
      end("error", { reason: "link_failed", cause });
    },
  );
  return { popup, end };
}
