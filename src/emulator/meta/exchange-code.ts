import type { Business } from "../world/business.ts";
import type { World } from "../world/world.ts";
import { type GraphCall, textOf } from "./call.ts";
import { refuse, refusePath } from "./refuse.ts";

/**
 * How long the code of a sign-up lives, in milliseconds.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 */
const codeLife = 30_000;

/** Exchanges the code of a sign-up for the token of the business: within 30 seconds, and once. */
export function exchangeCode({ world, method, path, parameters }: GraphCall): Response {
  if (method !== "GET" && method !== "POST") return refusePath(path);
  const id = textOf(parameters, "client_id");
  const code = textOf(parameters, "code");
  if (id === undefined) return refuse({ code: 101, message: "Missing client_id parameter." });
  if (id !== world.app.id) {
    return refuse({ code: 101, message: "Error validating application. Cannot get application info." });
  }
  if (textOf(parameters, "client_secret") !== world.app.secret) {
    return refuse({ code: 1, message: "Error validating client secret." });
  }
  const business = code === undefined ? undefined : findByCode(world, code);
  if (code === undefined || business === undefined) {
    return refuse({ code: 100, message: "Invalid verification code format." });
  }
  const { codes, accessToken } = business.atMeta;
  const madeAt = codes.get(code);
  if (madeAt === undefined) {
    return refuse({ code: 100, subcode: 36009, message: "This authorization code has been used." });
  }
  if (Date.now() - madeAt > codeLife) {
    return refuse({ code: 100, subcode: 36007, message: "This authorization code has expired." });
  }
  codes.set(code, undefined);
  return Response.json({ access_token: accessToken, token_type: "bearer" });
}

function findByCode({ businesses }: World, code: string): Business | undefined {
  return [...businesses.values()].find(({ atMeta }) => atMeta.codes.has(code));
}
