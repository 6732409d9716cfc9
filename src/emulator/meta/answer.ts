import type { World } from "../world/world.ts";
import { answerAccount } from "./account.ts";
import { answerApp } from "./app.ts";
import { answerBusiness } from "./business.ts";
import { type AuthorisedCall, readCall, visibleTo } from "./call.ts";
import { debugToken } from "./debug-token.ts";
import { exchangeCode } from "./exchange-code.ts";
import { authorise } from "./identify.ts";
import { answerMedia, serveMedia } from "./media.ts";
import { answerNumber } from "./number.ts";
import { refuse, refuseObject } from "./refuse.ts";

/** Answers a request for the Graph API, and for the host of its media. What it does not know, Graph does not know. */
export async function answerMeta(world: World, request: Request): Promise<Response> {
  const call = await readCall(world, request);
  if (call === undefined) return refuse({ code: 100, message: "(#100) The body is no JSON object." });
  if (call.path.join("/") === "oauth/access_token") return exchangeCode(call);
  const caller = authorise(call);
  return caller instanceof Response ? caller : answerAuthorised({ ...call, caller });
}

function answerAuthorised(call: AuthorisedCall): Response | Promise<Response> {
  const { world, method, path } = call;
  const [id = "", ...rest] = path;
  if (id === "debug_token") return debugToken(call);
  if (path.join("/") === "whatsapp_business/attachments") return serveMedia(call);
  if (id === "app" || id === world.app.id) return answerApp(call, rest);
  if (id === world.app.businessId) return answerBusiness(call, rest);
  const businesses = visibleTo(call);
  const ownAccount = businesses.filter(({ wabaId }) => wabaId === id);
  if (ownAccount[0] !== undefined) return answerAccount(call, ownAccount, rest);
  // A number that left is no longer there for those it left.
  const number = businesses.find(({ phoneNumberId, isOnCloudApi }) => isOnCloudApi && phoneNumberId === id);
  if (number !== undefined) return answerNumber(call, number, rest);
  return answerMedia(call, id, rest) ?? refuseObject(method, id);
}
