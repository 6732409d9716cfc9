import { refuse, refuseParameter } from "../../meta/refuse.ts";
import { requestSync } from "../../world/request-sync.ts";
import type { NumberCall } from "./number-call.ts";

/**
 * Asks for the contacts or the history. 360dialog is said to ask Meta for them by itself after a sign-up; here nothing comes
 * until it is asked for, which shows whether an application does.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/coexistence
 */
export function synchronize({ world, business, body }: NumberCall): Response {
  const { sync_type } = body;
  if (sync_type !== "history" && sync_type !== "smb_app_state_sync") {
    return refuseParameter("Param sync_type must be one of {smb_app_state_sync, history}");
  }
  const answer = requestSync(world, business, sync_type);
  switch (answer.outcome) {
    case "limit_exceeded":
      return refuse({ code: 2593107, message: "(#2593107) Sync request limit exceeded" });
    case "window_over":
      return refuse({ code: 2593108, message: "(#2593108) Sync request made outside of the allowed time window" });
    case "accepted":
      return Response.json({ messaging_product: "whatsapp", request_id: answer.requestId });
  }
}
