import { createHmac } from "node:crypto";
import type { Business } from "../world/business.ts";
import type { World } from "../world/world.ts";
import { type Caller, type GraphCall, textOf } from "./call.ts";
import { refuse } from "./refuse.ts";

/** Finds out in whose name a call is made, or refuses it. */
export function authorise({ world, parameters, token }: GraphCall): Caller | Response {
  if (token === undefined) {
    return refuse({ code: 104, message: "An access token is required to request this resource.", status: 401 });
  }
  const caller = identify(world, token);
  if (caller === undefined) {
    return refuse({ code: 190, message: "Invalid OAuth access token - Cannot parse access token", status: 401 });
  }
  // https://developers.facebook.com/docs/graph-api/guides/secure-requests
  const proof = textOf(parameters, "appsecret_proof");
  if (proof !== undefined && proof !== createHmac("sha256", world.app.secret).update(token).digest("hex")) {
    const message = "Invalid appsecret_proof provided in the API argument";
    return refuse({ code: 100, message, type: "GraphMethodException" });
  }
  return caller;
}

/** Whose token it is. */
export function identify({ app, businesses }: World, token: string): Caller | undefined {
  if (token === `${app.id}|${app.secret}`) return { is: "app" };
  if (token === app.systemUserToken) return { is: "system_user" };
  const business = [...businesses.values()].find((candidate) => isTokenOf(candidate, token));
  return business && { is: "business", business };
}

function isTokenOf({ provider, atMeta }: Business, token: string): boolean {
  return provider === "meta" && atMeta.accessToken === token;
}
