import type { Credential } from "../../payloads/sender.ts";
import type { Advice } from "./advice.ts";

/** What to say where a webhook that proves nothing was not refused. */
export function adviseOnRefusal(status: number, credential: Credential): Advice {
  const fix =
    credential === "webhookHeaders"
      ? "Compare the headers that were set together with the URL before anything else, and answer 401."
      : "Verify the signature over the raw body before anything else, and answer 401.";
  if (status >= 200 && status < 300) {
    const reason = `The answer is ${status}, and nothing proved the sender: everyone who knows the address can write into the inbox.`;
    return { reason, fix };
  }
  return { reason: `The webhook was not refused: the answer is ${status}.`, fix };
}
