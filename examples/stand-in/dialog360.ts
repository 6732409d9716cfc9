// Plays the part of 360dialog that an onboarding talks to, for trying it without an account: the hub, and the messaging
// API. It is strict where 360dialog is: keys have to be right, a new key ends all earlier ones, and a synchronization can
// be asked for once.

/** What the stand-in knows, to look at and to change. */
export interface Dialog360StandIn {
  /** Answers a request for `https://hub.360dialog.io/api/v2` and `https://waba-v2.360dialog.io`, or the same paths of any other host. */
  fetch(request: Request): Promise<Response>;
  /** Every request: its method, its path without `/api/v2`, and its parameters. */
  readonly requests: { method: string; path: string; parameters: Record<string, unknown> }[];
  readonly world: Dialog360World;
}

export interface Dialog360World {
  partnerId: string;
  /** The partner's key for the hub. */
  partnerKey: string;
  /** Who can ask for a bearer token, and the token they get. */
  login: { username: string; password: string; token: string };
  partner: { webhook_url: string | null; partner_redirect_url: string | null };
  clients: Record<string, unknown>[];
  channels: Record<string, unknown>[];
  /** The keys of numbers that work, each with its id and the id of its channel. */
  keys: Map<string, { id: string; channelId: string }>;
  /** What the health of a number says about its id at Meta, where it says anything. */
  phoneNumberId: string | undefined;
  /** What a new key comes with: where the messaging API is. */
  address: string;
  /** The webhook addresses, by channel id, and by WABA id. */
  webhooks: Map<string, { url: string; headers?: unknown }>;
  multiWebhooks: Map<string, { enabled: boolean; destinations: { name: string }[] }>;
  /** What was synchronized, as `channel id/sync_type`. */
  synchronized: Set<string>;
  /** Files of messages, by their id. */
  media: Map<string, { mime_type: string; bytes: Uint8Array<ArrayBuffer> }>;
}

/** A channel as the hub lists it. */
export function createChannel(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    client_id: "AbCdEfCL",
    status: "ready",
    hub_status: "live",
    account_mode: "live",
    is_on_biz_app: true,
    setup_info: { phone_number: "15550001111", phone_name: "Corner Bakery" },
    waba_account: { id: "AbCdEfWA", external_id: "100000000000001" },
    integration: { enabled: true, app_id: "AbCdEfAP", state: "running" },
    ...changes,
  };
}

export function createDialog360StandIn(changes: Partial<Dialog360World> = {}): Dialog360StandIn {
  const world: Dialog360World = {
    partnerId: "AbCdEfPA",
    partnerKey: "a-key-of-the-examples",
    login: {
      username: "partner@example.com",
      password: "a-password-of-the-examples",
      token: "a-token-of-the-examples",
    },
    partner: { webhook_url: null, partner_redirect_url: null },
    clients: [
      { id: "AbCdEfCL", name: "Corner Bakery", status: "active", contact_info: { email: "owner@example.com" } },
    ],
    channels: [createChannel("AbCdEfCH")],
    keys: new Map(),
    phoneNumberId: "200000000000002",
    address: "https://waba-v2.360dialog.io",
    webhooks: new Map(),
    multiWebhooks: new Map(),
    synchronized: new Set(),
    media: new Map([["300000000000003", { mime_type: "image/jpeg", bytes: new Uint8Array([255, 216, 255]) }]]),
    ...changes,
  };
  const requests: Dialog360StandIn["requests"] = [];
  return {
    world,
    requests,
    async fetch(request) {
      const url = new URL(request.url);
      const isHub = url.hostname === "hub.360dialog.io" || url.pathname.startsWith("/api/v2/");
      const path = url.pathname.replace(/^\/api\/v2/, "");
      const text = await request.text();
      const parameters = { ...Object.fromEntries(url.searchParams), ...(text === "" ? {} : JSON.parse(text)) };
      requests.push({ method: request.method, path, parameters });
      const call = `${request.method} ${path}`;
      if (isHub) return answerOfHub(world, call, parameters, request.headers);
      return answerOfMessaging(world, call, parameters, request.headers.get("d360-api-key"));
    },
  };
}

type Parameters = Record<string, unknown>;

function answerOfHub(world: Dialog360World, call: string, parameters: Parameters, headers: Headers): Response {
  const { partnerId, partnerKey, login, partner } = world;
  if (call === "POST /token") {
    const isKnown = parameters["username"] === login.username && parameters["password"] === login.password;
    if (!isKnown)
      return Response.json({ error: "invalid_grant", error_description: "Wrong password." }, { status: 401 });
    return Response.json({ access_token: login.token, token_type: "Bearer", expires_in: 86_400 });
  }
  if (headers.get("x-api-key") !== partnerKey && headers.get("authorization") !== `Bearer ${login.token}`) {
    return refuseInHub(401, "Unauthorized");
  }
  const inside = call.replace(` /partners/${partnerId}`, " ");
  if (inside === call) return refuseInHub(403, "Forbidden");

  const [, id = "", rest = ""] = /channels\/(\w+)(\/.*)?$/.exec(inside) ?? [];
  if (id !== "") {
    if (!world.channels.some((channel) => channel["id"] === id)) return refuseInHub(404, "Channel not found");
    return answerOfChannel(world, `${call.split(" ")[0]} ${rest}`, id);
  }
  switch (inside) {
    case "GET ":
      return Response.json({ id: partnerId, ...partner });
    case "PATCH ":
    case "POST /webhook_url":
      Object.assign(partner, parameters);
      return Response.json(inside === "PATCH " ? { id: partnerId, ...partner } : { webhook_url: partner.webhook_url });
    case "GET /webhook_url":
      return Response.json({ webhook_url: partner.webhook_url });
    case "GET /clients":
      return Response.json(list("clients", world.clients, parameters));
    case "GET /channels":
      return Response.json(list("partner_channels", world.channels, parameters));
    case "POST /account_sharing/clients":
      return shareClient(world, parameters);
    case "POST /account_sharing/numbers":
      return shareNumber(world, parameters);
    default:
      return refuseInHub(404, "Not found");
  }
}

function answerOfChannel(world: Dialog360World, call: string, channelId: string): Response {
  const own = [...world.keys].filter(([, key]) => key.channelId === channelId);
  switch (call) {
    case "GET /api_keys":
      return Response.json({ api_keys: own.map(([, { id }]) => ({ id, app_id: "AbCdEfAP" })) });
    case "POST /api_keys": {
      for (const [key] of own) world.keys.delete(key);
      const api_key = `key-of-${channelId}-${crypto.randomUUID()}`;
      const id = `${crypto.randomUUID().slice(0, 8)}AK`;
      world.keys.set(api_key, { id, channelId });
      return Response.json({ id, address: world.address, api_key, app_id: "AbCdEfAP" }, { status: 201 });
    }
    case "DELETE /api_keys":
      for (const [key] of own) world.keys.delete(key);
      return new Response(null, { status: 204 });
    case "POST /control/cancellation_request":
    case "POST /control/reactivate":
      return Response.json({});
    default:
      return refuseInHub(404, "Not found");
  }
}

function list(name: string, all: Record<string, unknown>[], parameters: Parameters): object {
  const filters: Record<string, unknown> = JSON.parse(String(parameters["filters"] ?? "{}"));
  const found = all.filter((item) => Object.entries(filters).every(([path, value]) => read(item, path) === value));
  const offset = Number(parameters["offset"] ?? 0);
  const limit = Number(parameters["limit"] ?? 25);
  const page = found.slice(offset, offset + limit);
  return { count: page.length, filters, sort: [], limit, offset, total: found.length, [name]: page };
}

function read(item: unknown, path: string): unknown {
  return path.split(".").reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], item);
}

function shareClient(world: Dialog360World, { name, email, user_name }: Parameters): Response {
  if (!name || !email || !user_name) return refuseInHub(400, "name, email and user_name are required");
  if (world.clients.some((client) => read(client, "contact_info.email") === email)) return refuseInHub(400, "Exists");
  const id = `NewNo${world.clients.length + 1}CL`;
  world.clients.push({ id, name, status: "active", contact_info: { email, full_name: user_name } });
  return Response.json({ id, created_at: "2026-01-01T12:00:00Z", modified_at: "2026-01-01T12:00:00Z" });
}

function shareNumber(world: Dialog360World, parameters: Parameters): Response {
  const { solution_id, waba_external_id, waba_business_id, client_id } = parameters;
  if (!solution_id || !waba_external_id || !(waba_business_id || client_id)) return refuseInHub(400, "Incomplete");
  const id = `NewNo${world.channels.length + 1}CH`;
  const waba_account = { id: "NewNo1WA", external_id: waba_external_id };
  world.channels.push(createChannel(id, { client_id, status: "created", hub_status: "created", waba_account }));
  return Response.json({ ...parameters, message: "Success. Please wait, your number is onboarding." });
}

function answerOfMessaging(
  world: Dialog360World,
  call: string,
  parameters: Parameters,
  apiKey: string | null,
): Response {
  const channelId = world.keys.get(apiKey ?? "")?.channelId;
  if (channelId === undefined) return refuse(401, "The key is not valid");
  const wabaId = String(
    read(
      world.channels.find(({ id }) => id === channelId),
      "waba_account.external_id",
    ),
  );
  switch (call) {
    case "GET /v1/configs/webhook":
      return Response.json(world.webhooks.get(channelId) ?? {});
    case "POST /v1/configs/webhook":
      return setWebhook(world, channelId, parameters);
    case "POST /waba_webhook":
      if (parameters["override_all"] === true) world.webhooks.delete(channelId);
      return setWebhook(world, wabaId, parameters);
    case "GET /multi_webhook":
      return Response.json(world.multiWebhooks.get(channelId) ?? { enabled: false, destinations: [] });
    case "POST /multi_webhook":
    case "PUT /multi_webhook":
    case "PATCH /multi_webhook":
      return changeMultiWebhook(world, call, channelId, parameters);
    case "GET /health_status": {
      const { phoneNumberId } = world;
      const entities = [
        ...(phoneNumberId === undefined ? [] : [{ entity_type: "PHONE_NUMBER", id: phoneNumberId }]),
        { entity_type: "WABA", id: wabaId, can_send_message: "AVAILABLE" },
      ];
      return Response.json({ health_status: { can_send_message: "AVAILABLE", entities } });
    }
    case "POST /synchronization":
      return synchronize(world, channelId, String(parameters["sync_type"]));
    default:
      return serveMedia(world, call);
  }
}

function setWebhook(world: Dialog360World, id: string, { url, headers }: Parameters): Response {
  if (!/^https:\/\/[^/_:]+(\/|$)/.test(String(url))) return refuse(400, "Bad address");
  world.webhooks.set(id, { url: String(url), ...(headers === undefined ? {} : { headers }) });
  return Response.json({ message: "Webhook set." });
}

function changeMultiWebhook(world: Dialog360World, call: string, channelId: string, parameters: Parameters): Response {
  const { enabled = false, destinations = [] } = world.multiWebhooks.get(channelId) ?? {};
  const { destinations: more = [], ...changes } = parameters as Parameters & { destinations?: { name: string }[] };
  if (call === "POST /multi_webhook") {
    if (changes["enabled"] === enabled) return refuse(409, "In this state already");
    world.multiWebhooks.set(channelId, { enabled: changes["enabled"] === true, destinations: more });
  } else if (call === "PUT /multi_webhook") {
    if (!enabled || destinations.length + more.length > 3) return refuse(400, "Not enabled, or too many");
    world.multiWebhooks.set(channelId, { enabled, destinations: [...destinations, ...more] });
  } else {
    const destination = destinations.find(({ name }) => name === changes["name"]);
    if (destination === undefined) return refuse(404, "No such destination");
    Object.assign(destination, changes);
  }
  return Response.json({ message: "Operation started." });
}

function synchronize(world: Dialog360World, channelId: string, syncType: string): Response {
  if (syncType !== "history" && syncType !== "smb_app_state_sync") return refuse(400, "Bad sync_type");
  const name = `${channelId}/${syncType}`;
  if (world.synchronized.has(name)) {
    const error = { message: "Sync request limit exceeded.", type: "OAuthException", code: 2593107 };
    return Response.json({ error }, { status: 400 });
  }
  world.synchronized.add(name);
  return Response.json({ messaging_product: "whatsapp", request_id: `request-${world.synchronized.size}` });
}

function serveMedia(world: Dialog360World, call: string): Response {
  const [, path = "", id = path] = /^GET \/(?:(whatsapp_business\/attachments)\/)?(\d+)?$/.exec(call) ?? [];
  const file = world.media.get(id);
  if (file === undefined) return refuse(404, "Not found");
  if (path !== "") return new Response(file.bytes, { headers: { "content-type": file.mime_type } });
  const url = `https://lookaside.fbsbx.com/whatsapp_business/attachments/${id}`;
  return Response.json({ id, url, mime_type: file.mime_type, file_size: file.bytes.length });
}

function refuseInHub(http_code: number, developer_message: string): Response {
  return Response.json({ meta: { success: false, http_code, developer_message } }, { status: http_code });
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
