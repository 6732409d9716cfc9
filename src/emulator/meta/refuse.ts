import { randomHex } from "../../payloads/random-hex.ts";

/** What Graph says of a call that it does not carry out. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  /** Default: 400, which Graph has for nearly everything. */
  readonly status?: number;
  /** Default: `OAuthException`. */
  readonly type?: string;
  readonly subcode?: number;
}

/**
 * Answers as Graph does where it refuses.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function refuse({ code, message, status = 400, type = "OAuthException", subcode }: Refusal): Response {
  const error = {
    ...{ message, type, code },
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    fbtrace_id: `A${randomHex(11)}`,
  };
  return Response.json({ error }, { status });
}

/** A parameter is missing or cannot be used. */
export function refuseParameter(problem: string): Response {
  return refuse({ code: 100, message: `(#100) ${problem}` });
}

/** The object has no such method. */
export function refuseMethod(method: string): Response {
  return refuse({ code: 100, message: `Unsupported ${method.toLowerCase()} request.` });
}

/** The token may not do this. */
export function refusePermission(problem: string): Response {
  return refuse({ code: 200, message: `(#200) ${problem}`, status: 403 });
}

/** There is no such object, or not for this token: Graph does not tell the two apart. */
export function refuseObject(method: string, id: string): Response {
  return refuse({
    ...{ code: 100, subcode: 33, type: "GraphMethodException" },
    message:
      `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to ` +
      "missing permissions, or does not support this operation. Please read the Graph API documentation at " +
      "https://developers.facebook.com/docs/graph-api",
  });
}

/** The object is there, and has no such part. */
export function refusePath(rest: readonly string[]): Response {
  return refuse({ code: 2500, message: `Unknown path components: /${rest.join("/")}` });
}
