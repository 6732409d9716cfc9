import type { CallOptions, TransportOptions } from "../../../src/client/index.ts";
import {
  body,
  cutBody,
  json,
  neverAnswer,
  type Reply,
  redirect,
  refuse,
  resetAfterReading,
  resetBeforeReading,
} from "../../servers/replies.ts";
import { given, received } from "./canaries.ts";

/** Something that goes wrong, full of canaries. */
export interface Fault {
  readonly name: string;
  readonly reply?: Reply;
  readonly options?: TransportOptions;
  readonly callOptions?: () => CallOptions;
}

const headers = {
  [received.headerName]: received.headerValue,
  "www-authenticate": `Bearer realm="${received.headerValue}"`,
  "retry-after": received.retryAfter,
  "x-business-use-case-usage": `{"${given.businessId}":[{"estimated_time_to_regain_access":${received.retryAfter}}]}`,
};

/** Whatever an answer can hold that is none of an error's business. */
const everything = {
  ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value])),
  [received.key]: received.messageText,
  error_data: { details: received.details, [received.key]: given.accessToken },
  error_user_title: received.userTitle,
  error_user_msg: received.userMessage,
  display_phone_number: received.displayNumber,
};

function metaError(code: unknown, status = 400, members: object = {}): Reply {
  const { message, type, trace: fbtrace_id } = received;
  return refuse(code, { status, headers, ...everything, message, type, fbtrace_id, ...members });
}

function hubError(status: number): Reply {
  const error_data = { code: received.codeNumber, message: received.message, real_message: received.details };
  const meta = { success: false, http_code: status, developer_message: received.message, ...everything, error_data };
  return json({ meta, ...everything }, { status, headers });
}

function thrown(code: string): TransportOptions {
  return {
    fetch: (request) => {
      const secrets = { request, options: { headers: given }, url: (request as Request).url };
      const cause = Object.assign(new Error(`connect ${received.thrown}`), { code, ...secrets });
      return Promise.reject(Object.assign(new TypeError(`fetch failed: ${received.thrown}`, { cause }), secrets));
    },
  };
}

export const faults: readonly Fault[] = [
  ...[4, 190, 10, 368, 100, 2593107, 2593108, 131000, 987654].map((code) => ({
    name: `Meta's code ${code}`,
    reply: metaError(code),
  })),
  { name: "a code that is a number of somebody's", reply: metaError(received.codeNumber) },
  { name: "a subcode that is one", reply: metaError(190, 401, { error_subcode: received.subcode }) },
  { name: "Meta's error with 500", reply: metaError(2, 500) },
  ...[200, 401, 404, 409, 429, 503].map((status) => ({ name: `the hub's error ${status}`, reply: hubError(status) })),
  { name: "a text as an error", reply: json({ error: received.message, ...everything }, { status: 401, headers }) },
  { name: "HTML", reply: body(received.html, { status: 502, headers }) },
  { name: "HTML as a success", reply: body(received.html, { headers }) },
  {
    name: "a success in another form",
    reply: json({ id: everything, data: everything, url: everything }, { headers }),
  },
  { name: "a list of something else", reply: json([everything], { headers }) },
  {
    name: "keys and numbers in the wrong places",
    reply: json({ data: [{ [received.key]: received.codeNumber }], id: 5, url: 5, meta: 5, api_key: 5, success: "no" }),
  },
  { name: "a media address that leads elsewhere", reply: json({ id: "1", url: received.location, mime_type: "a/b" }) },
  { name: "a redirect", reply: redirect(received.location) },
  { name: "a cut body", reply: cutBody(`{"error":{"message":"${received.message}`, { status: 400, headers }) },
  { name: "a reset before it was read", reply: resetBeforeReading },
  { name: "a reset after it was read", reply: resetAfterReading },
  { name: "silence", reply: neverAnswer, options: { timeout: 40 } },
  { name: "an error of the runtime", options: thrown("ECONNREFUSED") },
  { name: "another error of the runtime", options: thrown("ECONNRESET") },
  { name: "a code of somebody's own", options: thrown(received.causeCode) },
  { name: "a text that is thrown", options: { fetch: () => Promise.reject(received.thrown) } },
  {
    name: "a signal that ended before",
    callOptions: () => ({ signal: AbortSignal.abort(new Error(given.reason)) }),
  },
  {
    name: "a signal that ends meanwhile",
    reply: neverAnswer,
    callOptions: () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error(given.reason)), 20);
      return { signal: controller.signal };
    },
  },
];
