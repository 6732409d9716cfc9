import { type EmulatorOptions, emulatorDefaults } from "../../emulator/index.ts";
import type { Surroundings } from "../command.ts";

/** A value that both sides have to agree on. */
export interface Credential {
  /** Its variable, in the environment of both. */
  readonly name: string;
  readonly value: string;
  /** Whether the environment had none. Only then may it be printed. */
  readonly isOurs: boolean;
}

const { appId, appSecret, verifyToken, partner } = emulatorDefaults;
const defaults = {
  APP_ID: appId,
  APP_SECRET: appSecret,
  VERIFY_TOKEN: verifyToken,
  PARTNER_ID: partner.id,
  PARTNER_API_KEY: partner.apiKey,
  PLATFORM_SECRET: partner.platformSecret,
};

type Name = keyof typeof defaults;

/**
 * Reads the credentials from the environment. A blank one is one that was never set.
 *
 * @internal
 */
export function readCredentials(environment: Surroundings["environment"]): Record<Name, Credential> {
  const read = (name: Name): Credential => {
    const value = environment[name];
    return value?.trim() ? { name, value, isOurs: false } : { name, value: defaults[name], isOurs: true };
  };
  return {
    APP_ID: read("APP_ID"),
    APP_SECRET: read("APP_SECRET"),
    VERIFY_TOKEN: read("VERIFY_TOKEN"),
    PARTNER_ID: read("PARTNER_ID"),
    PARTNER_API_KEY: read("PARTNER_API_KEY"),
    PLATFORM_SECRET: read("PLATFORM_SECRET"),
  };
}

/** @internal */
export function toEmulatorOptions(credentials: Record<Name, Credential>, partnerWebhook?: string): EmulatorOptions {
  return {
    appId: credentials.APP_ID.value,
    appSecret: credentials.APP_SECRET.value,
    verifyToken: credentials.VERIFY_TOKEN.value,
    partner: {
      id: credentials.PARTNER_ID.value,
      apiKey: credentials.PARTNER_API_KEY.value,
      platformSecret: credentials.PLATFORM_SECRET.value,
      webhookUrl: partnerWebhook,
    },
  };
}
