import { isMembers, type Members, readObject } from "../members.ts";
import type { Business } from "../world/business.ts";
import { requestSync } from "../world/request-sync.ts";
import type { AuthorisedCall } from "./call.ts";
import { describeNumber } from "./describe-number.ts";
import { readOverride } from "./override.ts";
import { refuse, refuseMethod, refuseParameter, refusePath } from "./refuse.ts";
import { sendMessage } from "./send-message.ts";

const parts = ["", "smb_app_data", "messages", "register", "deregister"];

/** Answers calls about a number. */
export async function answerNumber(
  call: AuthorisedCall,
  business: Business,
  rest: readonly string[],
): Promise<Response> {
  switch (`${call.method} ${rest.join("/")}`) {
    case "GET ":
      return Response.json(describeNumber(call.world, business, call.parameters["fields"]));
    case "POST ":
      return configure(call, business);
    case "POST smb_app_data":
      return synchronise(call, business);
    case "POST messages":
      return sendMessage(call.world, business, call.parameters);
    case "POST register":
      return refuseParameter("Register endpoint is not available for SMB businesses.");
    case "POST deregister":
      return refuse({
        code: 100,
        message: "Deregister endpoint is not available for API solution for SMB businesses.",
      });
    default:
      return parts.includes(rest.join("/")) ? refuseMethod(call.method) : refusePath(rest);
  }
}

/** Sets the number's own callback, or with an empty address removes it. */
async function configure({ world, parameters }: AuthorisedCall, { atMeta }: Business): Promise<Response> {
  const configuration = readConfiguration(parameters["webhook_configuration"]);
  if (configuration === undefined) return refuseParameter("The parameter webhook_configuration is required.");
  if (configuration["override_callback_uri"] === "") {
    atMeta.numberOverride = undefined;
    return Response.json({ success: true });
  }
  const override = await readOverride(world, configuration);
  if (override === undefined) return refuseParameter("The parameter override_callback_uri is required.");
  if (override instanceof Response) return override;
  atMeta.numberOverride = override;
  return Response.json({ success: true });
}

/** In a form it is a JSON text, as every parameter of Graph's that is an object. */
function readConfiguration(value: unknown): Members | undefined {
  if (typeof value === "string") return readObject(value);
  return isMembers(value) ? value : undefined;
}

/**
 * Asks for the contacts or the history.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
function synchronise({ world, parameters }: AuthorisedCall, business: Business): Response {
  const kind = parameters["sync_type"];
  if (parameters["messaging_product"] !== "whatsapp") {
    return refuseParameter("The parameter messaging_product is required.");
  }
  if (kind !== "smb_app_state_sync" && kind !== "history") {
    return refuseParameter("Param sync_type must be one of {smb_app_state_sync, history}");
  }
  const answer = requestSync(world, business, kind);
  switch (answer.outcome) {
    case "accepted":
      return Response.json({ messaging_product: "whatsapp", request_id: answer.requestId });
    // Meta prints the codes, not the messages.
    case "limit_exceeded":
      return refuse({ code: 2593107, message: "(#2593107) Sync request limit exceeded" });
    case "window_over":
      return refuse({ code: 2593108, message: "(#2593108) Sync request made outside of the allowed time window" });
  }
}
