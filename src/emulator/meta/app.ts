import { type AuthorisedCall, textOf } from "./call.ts";
import { refuseMethod, refuseParameter, refusePath, refusePermission } from "./refuse.ts";
import { verifyCallback } from "./verify-callback.ts";

const object = "whatsapp_business_account";

/**
 * Answers calls about what the app gets webhooks for, and where. They are made in the name of the app.
 *
 * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
 */
export async function answerApp(call: AuthorisedCall, rest: readonly string[]): Promise<Response> {
  if (rest.length === 0 && call.method === "GET") return Response.json({ id: call.world.app.id, name: "Emulated app" });
  if (rest.join("/") !== "subscriptions") return refusePath(rest);
  if (call.caller.is !== "app") return refusePermission("This method must be called with an app access_token.");
  switch (call.method) {
    case "GET":
      return listSubscriptions(call);
    case "POST":
      return subscribe(call);
    case "DELETE":
      return unsubscribe(call);
    default:
      return refuseMethod(call.method);
  }
}

function listSubscriptions({ world, url }: AuthorisedCall): Response {
  const { fields, callbackUrl } = world.app;
  if (callbackUrl === undefined || fields.length === 0) return Response.json({ data: [] });
  const version = /^\/(v[\d.]+)\//.exec(url.pathname)?.[1] ?? "v26.0";
  const list = fields.map((name) => ({ name, version }));
  return Response.json({ data: [{ object, callback_url: callbackUrl, active: true, fields: list }] });
}

async function subscribe({ world, parameters }: AuthorisedCall): Promise<Response> {
  if (parameters["object"] !== object) return refuseParameter(`Param object must be one of {${object.toUpperCase()}}`);
  const url = textOf(parameters, "callback_url");
  const verifyToken = textOf(parameters, "verify_token");
  const fields = readFields(parameters["fields"]);
  if (url === undefined) return refuseParameter("The parameter callback_url is required.");
  if (verifyToken === undefined) return refuseParameter("The parameter verify_token is required.");
  if (fields.length === 0) return refuseParameter("The parameter fields is required.");
  const refusal = await verifyCallback(world, { url, verifyToken });
  if (refusal !== undefined) return refusal;
  // Whether Meta adds the fields or puts them in place of the others is not documented: who is ready for this is for both.
  Object.assign(world.app, { callbackUrl: url, verifyToken, fields });
  // Graph's page prints the text.
  return Response.json({ success: "true" });
}

function unsubscribe({ world, parameters }: AuthorisedCall): Response {
  const removed = readFields(parameters["fields"]);
  const { fields } = world.app;
  world.app.fields = removed.length === 0 ? [] : fields.filter((field) => !removed.includes(field));
  return Response.json({ success: true });
}

function readFields(value: unknown): string[] {
  const names = Array.isArray(value) ? value.map(String) : typeof value === "string" ? value.split(",") : [];
  return [...new Set(names.map((name) => name.trim()).filter((name) => /^\w+$/.test(name)))];
}
