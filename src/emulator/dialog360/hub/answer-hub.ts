import { type Call, findAnswer, isText, type Routes } from "../call.ts";
import { printChannel } from "../channel.ts";
import { channelsOf } from "../join.ts";
import { refuseInHub } from "../refusals.ts";
import { shareClient, shareNumber } from "./account-sharing.ts";
import { listKeys, mintKey, revokeKeys } from "./api-keys.ts";
import { reactivate, requestCancellation } from "./control.ts";
import { printList } from "./list.ts";
import { changePartner, printPartner, printWebhookUrl, setWebhookUrl } from "./partner.ts";

/** What is below `/api/v2/partners/{partnerId}`. */
const routes: Routes<Call> = {
  "GET ": printPartner,
  "PATCH ": changePartner,
  "GET /webhook_url": printWebhookUrl,
  "POST /webhook_url": setWebhookUrl,
  "GET /clients": (call) => printList(call, "clients", call.world.partner.clients),
  "GET /channels": (call) => printList(call, "partner_channels", channelsOf(call.world).map(printChannel)),
  "GET /channels/:channel/api_keys": listKeys,
  "POST /channels/:channel/api_keys": mintKey,
  "DELETE /channels/:channel/api_keys": revokeKeys,
  "POST /clients/:client/channels/:channel/control/cancellation_request": requestCancellation,
  "POST /clients/:client/channels/:channel/control/reactivate": reactivate,
  "POST /account_sharing/clients": shareClient,
  "POST /account_sharing/numbers": shareNumber,
};

/** Answers a call of the Partner API. */
export function answerHub(call: Call): Response {
  const { method, url, world } = call;
  const [, path = ""] = /^\/api\/v2(\/.+?)\/?$/.exec(url.pathname) ?? [];
  if (method === "POST" && path === "/token") return giveToken(call);
  if (!isPartner(call)) return refuseInHub(401, "Unauthorized");
  const [, partnerId, rest = ""] = /^\/partners\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  if (partnerId === undefined) return refuseInHub(404, "Not found");
  if (partnerId !== world.partner.id) return refuseInHub(403, "Forbidden");
  return findAnswer(routes, method, rest)?.(call) ?? refuseInHub(404, "Not found");
}

function isPartner({ headers, world: { partner } }: Call): boolean {
  return (
    headers.get("x-api-key") === partner.apiKey || headers.get("authorization") === `Bearer ${partner.login.token}`
  );
}

function giveToken({ body, world }: Call): Response {
  const { username, password, token } = world.partner.login;
  const isKnown = isText(body["username"]) && body["username"] === username && body["password"] === password;
  if (isKnown) return Response.json({ access_token: token, token_type: "Bearer", expires_in: 86_400 });
  const error_description = "Wrong user name or password.";
  return Response.json({ error: "invalid_grant", error_description }, { status: 401 });
}
