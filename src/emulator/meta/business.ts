import { type AuthorisedCall, visibleTo } from "./call.ts";
import { answerPage } from "./paging.ts";
import { refuseMethod, refusePath, refusePermission } from "./refuse.ts";

/** Answers calls about the business that owns the app. */
export function answerBusiness(call: AuthorisedCall, rest: readonly string[]): Response {
  if (call.caller.is !== "system_user") {
    return refusePermission("The token is not that of a system user of this business.");
  }
  if (rest.join("/") !== "client_whatsapp_business_accounts") return refusePath(rest);
  if (call.method !== "GET") return refuseMethod(call.method);
  const accounts = new Map(
    visibleTo(call)
      .filter(({ isOnCloudApi }) => isOnCloudApi)
      .map(({ wabaId, name }) => [wabaId, { id: Number(wabaId), name, currency: "USD", timezone_id: "1" }]),
  );
  // https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts prints
  // these ids as numbers.
  return answerPage(call, [...accounts.values()].reverse());
}
