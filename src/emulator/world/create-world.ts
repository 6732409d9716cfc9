import { CoexistenceError } from "../../errors/index.ts";
import { randomHex } from "../../payloads/random-hex.ts";
import { createClock } from "../../traffic/clock.ts";
import { type EmulatedAppOptions, type EmulatorOptions, emulatorDefaults } from "../options.ts";
import { isWithin } from "./reach.ts";
import type { EmulatedApp, EmulatedPartner, World } from "./world.ts";

/**
 * Makes the world of an emulator, with nobody in it.
 *
 * @throws CoexistenceError `invalid_option`, naming the option.
 */
export function createWorld(
  options: EmulatorOptions,
  listeners: Pick<World, "onSync" | "onMessage" | "onNews">,
  end: AbortSignal = new AbortController().signal,
): World {
  const { speed, tunnels = {}, allowRemote = false } = options;
  const within: Within = {
    tunnels: new Map(Object.entries(tunnels).map((pair) => readTunnel(...pair))),
    allowRemote,
  };
  return {
    clock: createClock(speed),
    app: createApp(options, within),
    partner: createPartner(options.partner, within),
    businesses: new Map(),
    ...within,
    end,
    ...listeners,
  };
}

type Within = Pick<World, "tunnels" | "allowRemote">;

function createApp(options: EmulatedAppOptions, within: Within): EmulatedApp {
  const { appId, appSecret, businessId, systemUserToken, verifyToken, fields, callbackUrl } = options;
  return {
    id: appId ?? emulatorDefaults.appId,
    secret: appSecret ?? emulatorDefaults.appSecret,
    businessId: businessId ?? emulatorDefaults.businessId,
    systemUserToken: systemUserToken ?? emulatorDefaults.systemUserToken,
    verifyToken: verifyToken ?? emulatorDefaults.verifyToken,
    fields: fields ?? emulatorDefaults.fields,
    callbackUrl: callbackUrl === undefined ? undefined : requireWithin(within, "callbackUrl", callbackUrl),
  };
}

function createPartner(options: EmulatorOptions["partner"], within: Within): EmulatedPartner {
  const { partner } = emulatorDefaults;
  const { id, apiKey, platformSecret, login = partner.login, webhookUrl, redirectUrl } = options ?? {};
  return {
    id: id ?? partner.id,
    apiKey: apiKey ?? partner.apiKey,
    platformSecret: platformSecret ?? partner.platformSecret,
    login: { ...login, token: randomHex(24) },
    webhookUrl: webhookUrl === undefined ? null : requireWithin(within, "partner.webhookUrl", webhookUrl),
    redirectUrl: redirectUrl === undefined ? null : requireAddress("partner.redirectUrl", redirectUrl),
    clients: [],
  };
}

function readTunnel(from: string, to: string): [string, string] {
  return [new URL(requireAddress("tunnels", from)).origin, new URL(requireAddress("tunnels", to)).origin];
}

/** The address is not repeated: it may hold a secret. */
function requireWithin(within: Within, option: string, value: string): string {
  if (isWithin(within, requireAddress(option, value))) return value;
  const cures = "give it a tunnel in tunnels, or set allowRemote";
  throw new CoexistenceError("invalid_option", `${option} is beyond this machine: ${cures}.`);
}

function requireAddress(option: string, value: string): string {
  if (URL.canParse(value) && /^https?:/i.test(value)) return value;
  throw new CoexistenceError("invalid_option", `${option} is no address that begins with http:// or https://.`);
}
