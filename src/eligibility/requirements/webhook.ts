import type { Asked } from "../asked.ts";
import { dialog360Page, metaOnboardingPage } from "../sources.ts";
import type { Finding } from "./finding.ts";

/** "Must be able to accept and digest webhooks": what is lost while it cannot is lost for good. */
export function checkWebhook({ route, webhook }: Asked): Finding {
  const page = { ...(route === "meta" ? metaOnboardingPage : dialog360Page), decisive: true };
  if (webhook === true) return { verdict: "eligible", reason: "The webhook takes what the senders send.", ...page };
  const fix = "Probe it, and repair what the probe names.";
  if (webhook === false) {
    const reason = "The webhook does not take what the senders send. The history is sent once, and would be lost.";
    return { verdict: "ineligible", reason, fix, ...page };
  }
  const reason = "The webhook has to take what the senders send before the sign-up: the history is sent once.";
  return { verdict: "unknown", reason, question: "Does your webhook answer a probe?", fix, ...page };
}

/**
 * A webhook that would take everything gets nothing where nobody was told to send it: one history was lost because it was
 * asked for before the subscription. A probe cannot see that.
 */
export function checkWebhookFields({ route }: Asked): Finding {
  const open = { verdict: "unknown", decisive: false } as const;
  return route === "meta"
    ? {
        ...open,
        reason: "Your app has to be subscribed to the fields of coexistence before the synchronization is asked for.",
        question: "Is it subscribed to history, smb_app_state_sync, smb_message_echoes and account_update?",
        ...metaOnboardingPage,
      }
    : {
        ...open,
        reason: "360dialog has to know the address of your webhook before the synchronization is asked for.",
        question: "Is the address set at 360dialog, for the partner account and for the number?",
        ...dialog360Page,
      };
}
