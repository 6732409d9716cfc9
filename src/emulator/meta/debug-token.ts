import type { Business } from "../world/business.ts";
import { type AuthorisedCall, type Caller, textOf } from "./call.ts";
import { identify } from "./identify.ts";
import { refuseParameter } from "./refuse.ts";

/** Tells what a token is worth. */
export function debugToken({ world, method, parameters }: AuthorisedCall): Response {
  const token = textOf(parameters, "input_token");
  if (method !== "GET" || token === undefined) return refuseParameter("The parameter input_token is required.");
  const owner = identify(world, token);
  if (owner === undefined) {
    const error = { code: 190, message: "Invalid OAuth access token data." };
    return Response.json({ data: { is_valid: false, scopes: [], error } });
  }
  const { id } = world.app;
  const about = { app_id: id, application: "Emulated app", is_valid: true, expires_at: 0 };
  if (owner.is === "app") return Response.json({ data: { ...about, type: "APP", scopes: [] } });
  return Response.json({
    data: { ...about, type: "SYSTEM_USER", user_id: "900000000000009", ...describeScopes(owner) },
  });
}

const allScopes = ["whatsapp_business_management", "whatsapp_business_messaging"];

/** The permissions, and what they are for: the accounts that were onboarded last come first. */
function describeScopes(owner: Exclude<Caller, { is: "app" }>) {
  // Without accounts, the permissions of a system user are for all that are shared.
  if (owner.is === "system_user") return { scopes: allScopes, granular_scopes: allScopes.map((scope) => ({ scope })) };
  const { scopes, accounts } = describeGrant(owner.business);
  return { scopes, granular_scopes: scopes.map((scope) => ({ scope, target_ids: accounts })) };
}

/** What a business allows. No page says what is left of it once its number was disconnected: here, nothing. */
function describeGrant({ isOnCloudApi, wabaId, atMeta }: Business) {
  return isOnCloudApi ? { scopes: atMeta.scopes, accounts: [wabaId] } : { scopes: [], accounts: [] };
}
