import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MetaClient } from "../../../../src/client/index.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import {
  accessToken,
  appOf,
  businessId,
  callbackUrl,
  mediaId,
  phoneNumberId,
  verifyToken,
  wabaId,
} from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

type Call = (client: MetaClient, value: never) => Promise<unknown>;

const wrongTypes = [undefined, null, true, {}, [], () => 1, Symbol("id")];
/** Ids that are none. The phone number must not be taken for one. */
const noIds = [
  "",
  " ",
  "+15550001111",
  "1 5550001111",
  "12/34",
  "../me",
  "12?fields=x",
  "１２",
  200000000000002,
  10n,
  [mediaId],
];
const noTokens = ["", " \n", "two words", "EAA\r\nx-evil: 1", "EAAtökën", 5];
const noAddresses = [
  ...["", "hooks.example.com", "http://hooks.example.com/", "ftp://hooks.example.com/", "https://"],
  ...[
    "https://user@hooks.example.com/",
    "https://:password@hooks.example.com/",
    `https://example.com/${"x".repeat(200)}`,
  ],
  ...["https://localhost/", "https://127.0.0.1/", "https://192.168.1.1/", "https://169.254.169.254/", "https://[::1]/"],
  ...["https://0x7f000001/", "https://metadata.google.internal/"],
];
const noObjects = [null, "text", 5, true, []];

/** How an argument is named, the call, and what it cannot be. */
type Row = readonly [name: string, field: string, call: Call, values: readonly unknown[]];

/** Every argument of every call. */
const table: readonly Row[] = [
  ["exchangeCode", "code", (client, code) => client.exchangeCode(code), noTokens],
  ["debugToken", "token", (client, token) => client.debugToken(token), noTokens],
  ["listClientAccounts", "businessId", (client, id) => client.listClientAccounts(id), noIds],
  ["requestSync", "phoneNumberId", (client, id) => client.requestSync(id, "history"), noIds],
  [
    "requestSync",
    "kind",
    (client, kind) => client.requestSync(phoneNumberId, kind),
    ["", "History", "smb_app_state_sync"],
  ],
  ["phoneNumbers.list", "wabaId", ({ phoneNumbers }, id) => phoneNumbers.list(id), noIds],
  ["phoneNumbers.get", "phoneNumberId", ({ phoneNumbers }, id) => phoneNumbers.get(id), noIds],
  [
    "phoneNumbers.setCallback",
    "phoneNumberId",
    ({ phoneNumbers }, id) => phoneNumbers.setCallback(id, { callbackUrl, verifyToken }),
    noIds,
  ],
  [
    "phoneNumbers.setCallback",
    "callbackUrl",
    ({ phoneNumbers }, url) => phoneNumbers.setCallback(phoneNumberId, { callbackUrl: url, verifyToken }),
    noAddresses,
  ],
  [
    "phoneNumbers.setCallback",
    "verifyToken",
    ({ phoneNumbers }, token) => phoneNumbers.setCallback(phoneNumberId, { callbackUrl, verifyToken: token }),
    ["", " ", 5],
  ],
  ["phoneNumbers.removeCallback", "phoneNumberId", ({ phoneNumbers }, id) => phoneNumbers.removeCallback(id), noIds],
  ["phoneNumbers.getCallbacks", "phoneNumberId", ({ phoneNumbers }, id) => phoneNumbers.getCallbacks(id), noIds],
  ["subscribedApps.list", "wabaId", ({ subscribedApps }, id) => subscribedApps.list(id), noIds],
  ["subscribedApps.subscribe", "wabaId", ({ subscribedApps }, id) => subscribedApps.subscribe(id), noIds],
  [
    "subscribedApps.subscribe",
    "callbackUrl",
    ({ subscribedApps }, url) => subscribedApps.subscribe(wabaId, { callbackUrl: url, verifyToken }),
    noAddresses,
  ],
  [
    "subscribedApps.subscribe",
    "verifyToken",
    ({ subscribedApps }, token) => subscribedApps.subscribe(wabaId, { callbackUrl, verifyToken: token }),
    ["", " ", 5],
  ],
  ["subscribedApps.unsubscribe", "wabaId", ({ subscribedApps }, id) => subscribedApps.unsubscribe(id), noIds],
  ...(["add", "replace"] as const).flatMap((name): Row[] => [
    [
      `webhookSubscription.${name}`,
      "callbackUrl",
      ({ webhookSubscription }, url) => webhookSubscription[name]({ callbackUrl: url, verifyToken }),
      noAddresses.filter((address) => address.length < 200),
    ],
    [
      `webhookSubscription.${name}`,
      "verifyToken",
      ({ webhookSubscription }, token) => webhookSubscription[name]({ callbackUrl, verifyToken: token }),
      ["", " ", 5],
    ],
  ]),
  [
    "webhookSubscription.remove",
    "fields",
    ({ webhookSubscription }, fields) => webhookSubscription.remove(fields),
    [[], "history", [""], ["history,messages"], [5], ["history", null]],
  ],
  ["media.find", "mediaId", ({ media }, id) => media.find(id), ["", "../me", "a b", "12/34", 5, 10n]],
  ["media.download", "mediaId", ({ media }, id) => media.download(id), ["", "../me", "a b", "12/34", 5, 10n]],
];

const cases = table.flatMap(([name, field, call, values]) =>
  [...values, ...wrongTypes].map((value) => ({ name, field, call, value, shown: String(show(value)) })),
);

// What may be left out is here apart, because `undefined` says so.
const optional: typeof cases = [
  ...["add", "replace"].flatMap((name) =>
    [null, [], "history", [""], ["history,messages"], [5], {}].map((value) => ({
      name: `webhookSubscription.${name}`,
      field: "fields",
      call: (({ webhookSubscription }, fields) =>
        webhookSubscription[name as "add"]({ callbackUrl, verifyToken, fields })) as Call,
      value,
      shown: String(show(value)),
    })),
  ),
  ...[...noIds, null, {}].map((value) => ({
    name: "media.find",
    field: "phoneNumberId",
    call: (({ media }, id) => media.find(mediaId, { phoneNumberId: id })) as Call,
    value,
    shown: String(show(value)),
  })),
  ...[...noObjects].flatMap((value) =>
    Object.entries<Call>({
      "subscribedApps.subscribe": ({ subscribedApps }, override) => subscribedApps.subscribe(wabaId, override),
      "phoneNumbers.setCallback": ({ phoneNumbers }, override) => phoneNumbers.setCallback(phoneNumberId, override),
    }).map(([name, call]) => ({ name, field: "override", call, value, shown: String(show(value)) })),
  ),
  ...[undefined, ...noObjects].flatMap((value) =>
    (["add", "replace"] as const).map((name) => ({
      name: `webhookSubscription.${name}`,
      field: "subscription",
      call: (({ webhookSubscription }, subscription) => webhookSubscription[name](subscription)) as Call,
      value,
      shown: String(show(value)),
    })),
  ),
];

function show(value: unknown): unknown {
  return typeof value === "string" || Array.isArray(value) ? JSON.stringify(value) : value;
}

describe("an argument that cannot be used is named before anything is sent:", () => {
  it.each([...cases, ...optional])("$name, $field $shown", async ({ call, field, value }) => {
    const client = appOf(server, { accessToken });
    const error = await call(client, value as never).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "InvalidInputError", code: "invalid_input", field });
    const text = typeof value === "string" && value.trim().length > 3 ? value.trim() : undefined;
    if (text !== undefined && field !== "kind") expect(JSON.stringify(error)).not.toContain(text);
    expect(server.requests).toEqual([]);
  });
});

describe("options that cannot be used are named before anything is sent:", () => {
  const calls: Record<string, Call> = {
    exchangeCode: (client, options) => client.exchangeCode("AQDcode", options),
    debugToken: (client, options) => client.debugToken("EAAanother", options),
    listClientAccounts: (client, options) => client.listClientAccounts(businessId, options),
    requestSync: (client, options) => client.requestSync(phoneNumberId, "history", options),
    "phoneNumbers.list": ({ phoneNumbers }, options) => phoneNumbers.list(wabaId, options),
    "phoneNumbers.get": ({ phoneNumbers }, options) => phoneNumbers.get(phoneNumberId, options),
    "phoneNumbers.setCallback": ({ phoneNumbers }, options) =>
      phoneNumbers.setCallback(phoneNumberId, { callbackUrl, verifyToken }, options),
    "phoneNumbers.removeCallback": ({ phoneNumbers }, options) => phoneNumbers.removeCallback(phoneNumberId, options),
    "phoneNumbers.getCallbacks": ({ phoneNumbers }, options) => phoneNumbers.getCallbacks(phoneNumberId, options),
    "subscribedApps.list": ({ subscribedApps }, options) => subscribedApps.list(wabaId, options),
    "subscribedApps.subscribe": ({ subscribedApps }, options) => subscribedApps.subscribe(wabaId, undefined, options),
    "subscribedApps.unsubscribe": ({ subscribedApps }, options) => subscribedApps.unsubscribe(wabaId, options),
    "webhookSubscription.get": ({ webhookSubscription }, options) => webhookSubscription.get(options),
    "webhookSubscription.add": ({ webhookSubscription }, options) =>
      webhookSubscription.add({ callbackUrl, verifyToken }, options),
    "webhookSubscription.replace": ({ webhookSubscription }, options) =>
      webhookSubscription.replace({ callbackUrl, verifyToken }, options),
    "webhookSubscription.remove": ({ webhookSubscription }, options) =>
      webhookSubscription.remove(["messages"], options),
    "media.find": ({ media }, options) => media.find(mediaId, options),
    "media.download": ({ media }, options) => media.download(mediaId, options),
  };

  it.each(Object.entries(calls))("of %s", async (_, call) => {
    const client = appOf(server, { accessToken });
    const errorFor = (options: unknown) => call(client, options as never).catch((reason: unknown) => reason);
    for (const options of [null, "fast", 5]) {
      expect(await errorFor(options)).toMatchObject({ code: "invalid_input", field: "options" });
    }
    expect(await errorFor({ signal: "stop" })).toMatchObject({ code: "invalid_input", field: "signal" });
    for (const timeout of [0, -1, "1", null, Number.NaN, 2 ** 31]) {
      expect(await errorFor({ timeout })).toMatchObject({ code: "invalid_input", field: "timeout" });
    }
    expect(server.requests).toEqual([]);
  });

  it("are looked at in every call there is", () => {
    const client = appOf(server, { accessToken });
    const groups = Object.entries(client).flatMap(([group, value]) =>
      methodsOf(value as object).map((name) => `${group}.${name}`),
    );
    const own = methodsOf(client).filter((name) => !["withAccessToken", "appId"].includes(name));
    expect([...own, ...groups].sort()).toEqual(Object.keys(calls).sort());
    expect(new Set([...table.map(([name]) => name), "webhookSubscription.get"])).toEqual(new Set(Object.keys(calls)));
  });
});

function methodsOf(value: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(value)).filter((name) => name !== "constructor");
}

describe("the token of a customer", () => {
  it.each([...noTokens, ...wrongTypes])("cannot be %j", (token) => {
    const client = appOf(server);
    expect(() => client.withAccessToken(token as never)).toThrow(
      expect.objectContaining({ code: "invalid_input", field: "accessToken" }),
    );
  });
});
