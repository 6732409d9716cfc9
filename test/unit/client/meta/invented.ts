import { MetaClient, type MetaClientOptions } from "../../../../src/client/index.ts";
import type { ScriptedServer } from "../../../servers/scripted-server.ts";

export const appId = "600000000000006";
export const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
export const accessToken = "EAAinventedTokenOfTheTests";
export const wabaId = "100000000000001";
export const phoneNumberId = "200000000000002";
export const mediaId = "300000000000003";
export const businessId = "500000000000005";
/** An id that is larger than a JavaScript number can hold. */
export const longId = "12345678901234567890";

export const callbackUrl = "https://hooks.example.com/whatsapp";
export const verifyToken = "a verify token";

/** The client of a customer. It speaks for no app, so that its requests carry nothing of one. */
export function customerOf(server: ScriptedServer, options: MetaClientOptions = {}): MetaClient {
  return new MetaClient({ accessToken, baseUrl: server.url, ...options });
}

/** The client of an app. */
export function appOf(server: ScriptedServer, options: MetaClientOptions = {}): MetaClient {
  return new MetaClient({ appId, appSecret, baseUrl: server.url, ...options });
}

export const asCustomer = { authorization: `Bearer ${accessToken}` };
export const asApp = { authorization: `Bearer ${appId}|${appSecret}` };

/** The fields that are asked of a number. */
export const numberFields =
  "id,display_phone_number,verified_name,is_on_biz_app,platform_type,quality_rating,code_verification_status," +
  "name_status,status,last_onboarded_time,throughput";
