// Plays the part of Meta that an onboarding talks to, for trying it without an account. It is strict where Meta is: a
// code works once, a synchronization can be asked for once, and what is not subscribed gets nothing.
import { createMetaWorld, type MetaWorld } from "./meta-world.ts";

export type { MetaWorld };

/** What the stand-in knows, to look at and to change. */
export interface MetaStandIn {
  /** Answers a request for `https://graph.facebook.com/v…` and for `https://lookaside.fbsbx.com`, or for any other host. */
  fetch(request: Request): Promise<Response>;
  /** Every request: its method, its path without the version, and its parameters. */
  readonly requests: { method: string; path: string; parameters: Parameters }[];
  readonly world: MetaWorld;
}

type Parameters = Record<string, unknown>;

export function createMetaStandIn(changes: Partial<MetaWorld> = {}): MetaStandIn {
  const world = createMetaWorld(changes);
  const requests: MetaStandIn["requests"] = [];
  return {
    world,
    requests,
    async fetch(request) {
      const url = new URL(request.url);
      const path = url.pathname.replace(/^\/v[\d.]+/, "");
      const parameters = { ...Object.fromEntries(url.searchParams), ...(await readParameters(request)) };
      requests.push({ method: request.method, path, parameters });
      const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
      return answer(world, `${request.method} ${path}`, parameters, token, url);
    },
  };
}

function answer(world: MetaWorld, call: string, parameters: Parameters, token: string | undefined, url: URL): Response {
  const { appId, appSecret } = world;
  if (call === "POST /oauth/access_token") return exchangeCode(world, parameters);
  if (token === `${appId}|${appSecret}`) return answerApp(world, call, parameters);
  if (token !== world.accessToken) return refuse(190, "The access token could not be decrypted.", 401);

  const number = world.numbers.find(({ id }) => call.split("/")[1] === id);
  if (number !== undefined) return answerNumber(world, call.replace(`/${number["id"]}`, ""), parameters, number);
  const file = world.media.get(String(parameters["mid"] ?? call.split("/")[1]));
  return file === undefined ? answerAccount(world, call, parameters) : serveFile(call, file, url);
}

function exchangeCode(world: MetaWorld, parameters: Parameters): Response {
  const { client_id, client_secret, code } = parameters;
  if (client_id !== world.appId || client_secret !== world.appSecret) return refuse(101, "wrong app");
  if (!world.codes.delete(String(code))) return refuse(100, "This authorization code has been used.");
  return Response.json({ access_token: world.accessToken, token_type: "bearer" });
}

function answerApp(world: MetaWorld, call: string, parameters: Parameters): Response {
  const object = "whatsapp_business_account";
  switch (call.replace(world.appId, "app")) {
    case "GET /debug_token":
      return Response.json({ data: describeToken(world, parameters["input_token"]) });
    case "GET /app/subscriptions": {
      const fields = world.fields.map((name) => ({ name, version: "v26.0" }));
      return Response.json({ data: [{ object, callback_url: world.callbackUrl, active: true, fields }] });
    }
    case "POST /app/subscriptions":
      world.fields = String(parameters["fields"]).split(",");
      world.callbackUrl = String(parameters["callback_url"]);
      return Response.json({ success: "true" });
    case "DELETE /app/subscriptions": {
      const removed = String(parameters["fields"]).split(",");
      world.fields = world.fields.filter((field) => !removed.includes(field));
      return Response.json({ success: true });
    }
    default:
      return refuse(100, "Unsupported request.");
  }
}

function answerAccount(world: MetaWorld, call: string, parameters: Parameters): Response {
  const { appId, businessId, wabaId, subscribedApps } = world;
  switch (call.replace(wabaId, "waba").replace(businessId, "business")) {
    // Meta's page prints these ids as numbers.
    case "GET /business/client_whatsapp_business_accounts":
      return Response.json({ data: [{ id: Number(wabaId), name: "Corner Bakery", currency: "USD" }] });
    case "GET /waba/phone_numbers":
      return Response.json({ data: world.numbers, paging: { cursors: { before: "MA", after: "MQ" } } });
    case "GET /waba/subscribed_apps":
      return Response.json({ data: [...subscribedApps].map(describeApp) });
    case "POST /waba/subscribed_apps":
      subscribedApps.set(appId, parameters["override_callback_uri"] as string | undefined);
      return Response.json({ success: true });
    case "DELETE /waba/subscribed_apps":
      subscribedApps.delete(appId);
      return Response.json({ success: true });
    default:
      return refuse(100, "Unsupported request.");
  }
}

function answerNumber(world: MetaWorld, call: string, parameters: Parameters, number: Parameters): Response {
  const id = String(number["id"]);
  switch (call) {
    case "GET ": {
      if (parameters["fields"] !== "webhook_configuration") return Response.json(number);
      const phone_number = world.numberCallbacks.get(id);
      const whatsapp_business_account = world.subscribedApps.get(world.appId);
      const application = world.callbackUrl;
      return Response.json({ webhook_configuration: { phone_number, whatsapp_business_account, application }, id });
    }
    case "POST ": {
      const { override_callback_uri } = (parameters["webhook_configuration"] ?? {}) as Parameters;
      if (override_callback_uri === "") world.numberCallbacks.delete(id);
      else world.numberCallbacks.set(id, String(override_callback_uri));
      return Response.json({ success: true });
    }
    case "POST /smb_app_data":
      return synchronize(world, id, String(parameters["sync_type"]));
    default:
      return refuse(100, "Unsupported request.");
  }
}

function synchronize(world: MetaWorld, numberId: string, syncType: string): Response {
  const name = `${numberId}/${syncType}`;
  if (world.synchronized.has(name)) return refuse(2593107, "Sync request limit exceeded.");
  world.synchronized.add(name);
  return Response.json({ messaging_product: "whatsapp", request_id: `request-${world.synchronized.size}` });
}

/** A file, or where it is: on another host of Meta's, or here where this is not Meta. */
function serveFile(
  call: string,
  { mime_type, bytes }: { mime_type: string; bytes: Uint8Array<ArrayBuffer> },
  { hostname, origin, searchParams }: URL,
): Response {
  if (searchParams.has("mid")) return new Response(bytes, { headers: { "content-type": mime_type } });
  const host = hostname === "graph.facebook.com" ? "https://lookaside.fbsbx.com" : origin;
  const id = call.split("/")[1];
  const url = `${host}/whatsapp_business/attachments/?mid=${id}&ext=1790000000`;
  return Response.json({ messaging_product: "whatsapp", id, url, mime_type, file_size: bytes.length });
}

function describeToken({ appId, scopes, wabaId, accessToken }: MetaWorld, token: unknown): object {
  if (token !== accessToken) return { is_valid: false, scopes: [], error: { code: 190, message: "Invalid token." } };
  const granular_scopes = scopes.map((scope) => ({ scope, target_ids: [wabaId] }));
  return { app_id: appId, type: "SYSTEM_USER", is_valid: true, expires_at: 0, user_id: "9", scopes, granular_scopes };
}

function describeApp([id, override_callback_uri]: [string, string | undefined]): object {
  const app = { whatsapp_business_api_data: { id, name: "Our app", link: "https://example.com" } };
  return override_callback_uri === undefined ? app : { ...app, override_callback_uri };
}

function refuse(code: number, message: string, status = 400): Response {
  const error = { message, type: "OAuthException", code, fbtrace_id: "AfakeTraceOfStandIn" };
  return Response.json({ error }, { status });
}

async function readParameters(request: Request): Promise<Parameters> {
  const text = await request.text();
  if (text === "") return {};
  const isJson = request.headers.get("content-type")?.startsWith("application/json");
  return isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}
