import type { Business } from "../world/business.ts";
import type { AuthorisedCall } from "./call.ts";
import { describeNumber } from "./describe-number.ts";
import { readOverride } from "./override.ts";
import { answerPage } from "./paging.ts";
import { refuseMethod, refusePath, refusePermission } from "./refuse.ts";

/** Answers calls about a WhatsApp Business Account, which is here that of one number. */
export async function answerAccount(
  call: AuthorisedCall,
  businesses: readonly Business[],
  rest: readonly string[],
): Promise<Response> {
  // Who disconnected takes its account along. No page says how it looks then: here, it is there and empty.
  const present = businesses.filter(({ isOnCloudApi }) => isOnCloudApi);
  switch (`${call.method} ${rest.join("/")}`) {
    case "GET ":
      return Response.json(businesses.map(describeAccount)[0]);
    case "GET phone_numbers":
      return answerPage(
        call,
        present.map((business) => describeNumber(call.world, business, call.parameters["fields"])),
      );
    case "GET subscribed_apps":
      return answerPage(call, listApps(call, present));
    case "POST subscribed_apps":
      return subscribe(call, present);
    case "DELETE subscribed_apps":
      if (present.length === 0) return refuseLost();
      for (const { atMeta } of present) Object.assign(atMeta, { isSubscribed: false, accountOverride: undefined });
      return Response.json({ success: true });
    default:
      return ["phone_numbers", "subscribed_apps"].includes(rest.join("/"))
        ? refuseMethod(call.method)
        : refusePath(rest);
  }
}

function describeAccount({ wabaId, name }: Business): object {
  return { id: wabaId, name, currency: "USD", timezone_id: "1", message_template_namespace: `namespace_${wabaId}` };
}

function listApps({ world }: AuthorisedCall, [business]: readonly Business[]): object[] {
  if (business?.atMeta.isSubscribed !== true) return [];
  const { id } = world.app;
  const { accountOverride } = business.atMeta;
  const app = { whatsapp_business_api_data: { id, name: "Emulated app", link: "https://example.com" } };
  return [accountOverride === undefined ? app : { ...app, override_callback_uri: accountOverride.url }];
}

/** Without an override, one that was set before is removed: that is how Meta removes them. */
async function subscribe(call: AuthorisedCall, businesses: readonly Business[]): Promise<Response> {
  if (businesses.length === 0) return refuseLost();
  const accountOverride = await readOverride(call.world, call.parameters);
  if (accountOverride instanceof Response) return accountOverride;
  for (const { atMeta } of businesses) Object.assign(atMeta, { isSubscribed: true, accountOverride });
  return Response.json({ success: true });
}

function refuseLost(): Response {
  return refusePermission("You do not have the permissions on this WhatsApp Business Account.");
}
