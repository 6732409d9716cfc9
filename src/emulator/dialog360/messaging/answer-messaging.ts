import { refuseObject } from "../../meta/refuse.ts";
import { sendMessage } from "../../meta/send-message.ts";
import type { Business } from "../../world/business.ts";
import { type Call, findAnswer, type Routes } from "../call.ts";
import { channelsOf } from "../join.ts";
import { refuse } from "../refusals.ts";
import { printHealth } from "./health.ts";
import { findMedia, serveMedia } from "./media.ts";
import { addDestinations, changeDestination, printDestinations, switchDestinations } from "./multi-webhook.ts";
import type { NumberCall } from "./number-call.ts";
import { synchronize } from "./synchronization.ts";
import { printWebhook, setAccountWebhook, setWebhook } from "./webhook.ts";

/** What 360dialog answers itself. */
const own: Routes<NumberCall> = {
  "GET /v1/configs/webhook": printWebhook,
  "POST /v1/configs/webhook": setWebhook,
  "POST /waba_webhook": setAccountWebhook,
  "GET /multi_webhook": printDestinations,
  "POST /multi_webhook": switchDestinations,
  "PUT /multi_webhook": addDestinations,
  "PATCH /multi_webhook": changeDestination,
};

/** What it passes on to Meta. */
const passedOn: Routes<NumberCall> = {
  "GET /health_status": printHealth,
  "POST /synchronization": synchronize,
  "POST /messages": ({ world, business, body }) => sendMessage(world, business, body),
  "GET /whatsapp_business/attachments": serveMedia,
  "GET /:media": findMedia,
};

/** Answers a call of the Messaging API, in the name of the number whose key it has. */
export function answerMessaging(call: Call): Response {
  const business = findByKey(call);
  if (business === undefined) return refuse(401, "D360-API-KEY is missing or no key that works.");
  const numberCall = { ...call, business };
  const path = call.url.pathname.replace(/(?<=.)\/$/, "");
  const answer = findAnswer(own, call.method, path);
  if (answer !== undefined) return answer(numberCall);
  // A key outlives what it was made for: Meta knows the number no longer.
  if (!business.isOnCloudApi) return refuseObject(call.method, business.phoneNumberId);
  return findAnswer(passedOn, call.method, path)?.(numberCall) ?? refuse(404, "Not found");
}

function findByKey({ world, headers }: Call): Business | undefined {
  const key = headers.get("d360-api-key");
  return key === null ? undefined : channelsOf(world).find(({ atDialog360 }) => atDialog360.apiKey?.value === key);
}
