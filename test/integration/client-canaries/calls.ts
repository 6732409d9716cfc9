import {
  type CallOptions,
  Dialog360Client,
  Dialog360PartnerClient,
  MetaClient,
  type TransportOptions,
} from "../../../src/client/index.ts";
import { given } from "./canaries.ts";

const { wabaId, phoneNumberId, businessId, mediaId, clientId, channelId, solutionId, callbackUrl, verifyToken } = given;
const { partnerId, username, password, destination, customer: name, email, userName } = given;

const override = { callbackUrl, verifyToken };
const webhook = { url: given.callbackUrl, headers: { authorization: given.headerValue } };
const target = { ...webhook, name: destination };
const channel = { clientId, channelId };

/** The clients of everything, in the name of the canaries. */
export function createClients(url: string, options: TransportOptions) {
  const common = { baseUrl: `${url}${given.basePath}`, ...options };
  const { appId, appSecret, accessToken, bearerToken } = given;
  return {
    meta: new MetaClient({ appId, appSecret, accessToken, ...common }),
    number: new Dialog360Client({ apiKey: given.numberKey, ...common }),
    hub: new Dialog360PartnerClient({ partnerId, apiKey: given.partnerKey, ...common }),
    bearer: new Dialog360PartnerClient({ partnerId, bearerToken, ...common }),
  };
}

export type Clients = ReturnType<typeof createClients>;

type CanaryCall = (clients: Clients, options: CallOptions & { allowedHosts: string[] }) => Promise<unknown>;

/** Every call of every client. */
export const calls: Readonly<Record<string, CanaryCall>> = {
  "MetaClient.exchangeCode": ({ meta }, options) => meta.exchangeCode(given.code, options),
  "MetaClient.debugToken": ({ meta }, options) => meta.debugToken(given.otherToken, options),
  "MetaClient.listClientAccounts": ({ meta }, options) => meta.listClientAccounts(businessId, options),
  "MetaClient.requestSync": ({ meta }, options) => meta.requestSync(phoneNumberId, "history", options),
  "PhoneNumbers.list": ({ meta }, options) => meta.phoneNumbers.list(wabaId, options),
  "PhoneNumbers.get": ({ meta }, options) => meta.phoneNumbers.get(phoneNumberId, options),
  "PhoneNumbers.setCallback": ({ meta }, options) => meta.phoneNumbers.setCallback(phoneNumberId, override, options),
  "PhoneNumbers.removeCallback": ({ meta }, options) => meta.phoneNumbers.removeCallback(phoneNumberId, options),
  "PhoneNumbers.getCallbacks": ({ meta }, options) => meta.phoneNumbers.getCallbacks(phoneNumberId, options),
  "SubscribedApps.list": ({ meta }, options) => meta.subscribedApps.list(wabaId, options),
  "SubscribedApps.subscribe": ({ meta }, options) => meta.subscribedApps.subscribe(wabaId, override, options),
  "SubscribedApps.unsubscribe": ({ meta }, options) => meta.subscribedApps.unsubscribe(wabaId, options),
  "WebhookSubscription.get": ({ meta }, options) => meta.webhookSubscription.get(options),
  "WebhookSubscription.add": ({ meta }, options) => meta.webhookSubscription.add(override, options),
  "WebhookSubscription.replace": ({ meta }, options) => meta.webhookSubscription.replace(override, options),
  "WebhookSubscription.remove": ({ meta }, options) => meta.webhookSubscription.remove(["history"], options),
  "MetaMedia.find": ({ meta }, options) => meta.media.find(mediaId, { phoneNumberId, ...options }),
  "MetaMedia.download": ({ meta }, options) => meta.media.download(mediaId, { phoneNumberId, ...options }),
  "Dialog360Client.healthStatus": ({ number }, options) => number.healthStatus(options),
  "Dialog360Client.requestSync": ({ number }, options) => number.requestSync("contacts", options),
  "Dialog360Webhooks.get": ({ number }, options) => number.webhooks.get(options),
  "Dialog360Webhooks.set": ({ number }, options) => number.webhooks.set(webhook, options),
  "Dialog360Webhooks.setForAccount": ({ number }, options) => number.webhooks.setForAccount(webhook, options),
  "Dialog360MultiWebhooks.get": ({ number }, options) => number.multiWebhooks.get(options),
  "Dialog360MultiWebhooks.set": ({ number }, options) =>
    number.multiWebhooks.set({ enabled: true, destinations: [target] }, options),
  "Dialog360MultiWebhooks.add": ({ number }, options) => number.multiWebhooks.add([target], options),
  "Dialog360MultiWebhooks.update": ({ number }, options) => number.multiWebhooks.update(target, options),
  "Dialog360Media.find": ({ number }, options) => number.media.find(mediaId, options),
  "Dialog360Media.download": ({ number }, options) => number.media.download(mediaId, options),
  "Dialog360PartnerClient.requestToken": ({ hub }, options) => hub.requestToken({ username, password }, options),
  "Dialog360PartnerSettings.get": ({ bearer }, options) => bearer.settings.get(options),
  "Dialog360PartnerSettings.update": ({ hub }, options) =>
    hub.settings.update({ webhookUrl: callbackUrl, redirectUrl: given.redirectUrl }, options),
  "Dialog360PartnerSettings.getWebhookUrl": ({ bearer }, options) => bearer.settings.getWebhookUrl(options),
  "Dialog360PartnerSettings.setWebhookUrl": ({ hub }, options) => hub.settings.setWebhookUrl(callbackUrl, options),
  "Dialog360Clients.list": ({ bearer }, options) => bearer.clients.list({ filters: { id: given.filter } }, options),
  "Dialog360Clients.findByEmail": ({ hub }, options) => hub.clients.findByEmail(email, options),
  "Dialog360Channels.list": ({ hub }, options) => hub.channels.list({ filters: { id: given.filter } }, options),
  "Dialog360Channels.get": ({ hub }, options) => hub.channels.get(channelId, options),
  "Dialog360Channels.requestCancellation": ({ hub }, options) => hub.channels.requestCancellation(channel, options),
  "Dialog360Channels.revokeCancellation": ({ hub }, options) => hub.channels.revokeCancellation(channel, options),
  "Dialog360Channels.reactivate": ({ hub }, options) => hub.channels.reactivate(channel, options),
  "Dialog360ApiKeys.list": ({ hub }, options) => hub.apiKeys.list(channelId, options),
  "Dialog360ApiKeys.mint": ({ hub }, options) => hub.apiKeys.mint(channelId, options),
  "Dialog360ApiKeys.revokeAll": ({ hub }, options) => hub.apiKeys.revokeAll(channelId, options),
  "Dialog360AccountSharing.createClient": ({ hub }, options) =>
    hub.accountSharing.createClient({ name, email, userName }, options),
  "Dialog360AccountSharing.shareNumber": ({ hub }, options) =>
    hub.accountSharing.shareNumber({ solutionId, wabaId, clientId }, options),
};

/** The names of all calls that the clients have, found by looking at them. */
export function namesOfCalls(clients: Clients): string[] {
  const makers = new Set(["constructor", "appId", "withAccessToken", "withBearerToken"]);
  const parts = Object.values(clients).flatMap((client) => [client, ...Object.values(client)]);
  const names = parts.flatMap((part) => {
    const prototype = Object.getPrototypeOf(part);
    const own = Object.getOwnPropertyNames(prototype).filter((name) => !makers.has(name));
    return own.map((name) => `${prototype.constructor.name}.${name}`);
  });
  return [...new Set(names)].sort();
}
