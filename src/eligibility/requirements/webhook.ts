import type { Asked } from "../asked.ts";
import { dialog360Page, metaOnboardingPage } from "../sources.ts";
import type { Finding } from "./finding.ts";

/** "Must be able to accept and digest webhooks": what is lost while it cannot is lost for good. */
export function checkWebhook({ route, webhook }: Asked): Finding {
  const page = { ...(route === "meta" ? metaOnboardingPage : dialog360Page), decisive: true };
  if (webhook === true) return { verdict: "eligible", reason: "The webhook takes what the senders send.", ...page };
  const fix = "Probe it with probeWebhook, and repair what the probe names.";
  if (webhook === false) {
    const reason = "The webhook does not take what the senders send. The history is sent once, and would be lost.";
    return { verdict: "ineligible", reason, fix, ...page };
  }
  const reason = "The webhook has to take what the senders send before the sign-up: the history is sent once.";
  return { verdict: "unknown", reason, question: "Does your webhook answer a probe?", fix, ...page };
}
