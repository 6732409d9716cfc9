// What `scripted-server.ts` can do to a request.
import type { Exchange } from "./scripted-server.ts";

/** One way to treat a request. */
export interface Reply {
  /** How it is called in the title of a test. */
  readonly name: string;
  readonly play: (exchange: Exchange) => Promise<void>;
}

export interface Head {
  status?: number;
  headers?: Record<string, string>;
}

/** Answers with JSON. */
export function json(value: unknown, head: Head = {}): Reply {
  return body(JSON.stringify(value), { ...head, headers: { "content-type": "application/json", ...head.headers } });
}

/** Answers as Meta refuses: `refuse(4)`, `refuse(190, { status: 401, error_subcode: 463 })`. */
export function refuse(
  code: unknown,
  { status = 400, headers = {}, ...members }: Head & Record<string, unknown> = {},
): Reply {
  const error = {
    message: "invented",
    type: "OAuthException",
    code,
    fbtrace_id: "AinventedTrace0123456789",
    ...members,
  };
  return json({ error }, { status, headers });
}

/** Answers with text or bytes as they are. */
export function body(bytes: string | Uint8Array, { status = 200, headers = {} }: Head = {}): Reply {
  return reply(`a body with status ${status}`, async ({ response, readBody }) => {
    await readBody();
    response.writeHead(status, headers).end(bytes);
  });
}

/** Sends the client elsewhere. */
export function redirect(location: string, status = 302): Reply {
  return reply(`a redirect with ${status}`, async ({ response, readBody }) => {
    await readBody();
    response.writeHead(status, { location }).end();
  });
}

/** Closes the connection on the way, when the request was not read. */
export const resetBeforeReading = reply("a reset before the request was read", async ({ socket }) => {
  socket.resetAndDestroy();
});

/** Closes the connection when the request was read and, as far as anyone can tell, carried out. */
export const resetAfterReading = reply("a reset after the request was read", async ({ socket, readBody }) => {
  await readBody();
  socket.resetAndDestroy();
});

/** Reads the request and is silent. */
export const neverAnswer = reply("silence", ({ readBody }) => readBody());

/** Promises more bytes than it sends, and resets the connection. */
export function cutBody(begin = '{"id":', head: Head = {}): Reply {
  return unfinished("a cut body", begin, head, (exchange) => exchange.socket.resetAndDestroy());
}

/** Sends the head and the begin of a body, and nothing more. */
export function stallingBody(begin = '{"id":', head: Head = {}): Reply {
  return unfinished("a body that stops", begin, head, () => undefined);
}

/** Sends a body without an end, one space at a time: as JSON it may always become valid. */
export function drippingBody(head: Head = {}): Reply {
  return unfinished("a body that drips", " ", head, ({ response }) => {
    const timer = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(timer));
  });
}

/** Sends valid JSON of so many bytes, without saying how many. */
export function oversizedBody(size: number, { status = 200, headers = {} }: Head = {}): Reply {
  return reply("a body that is too large", async ({ response, readBody }) => {
    await readBody();
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.write('{"id":"200000000000002","more":"');
    response.write("x".repeat(size));
    response.end('"}');
  });
}

function reply(name: string, play: Reply["play"]): Reply {
  return { name, play };
}

function unfinished(
  name: string,
  begin: string,
  { status = 200, headers = {} }: Head,
  then: (exchange: Exchange) => void,
): Reply {
  return reply(name, async (exchange) => {
    await exchange.readBody();
    exchange.response.writeHead(status, { "content-type": "application/json", ...headers });
    // What comes next must not overtake the begin.
    await new Promise((resolve) => exchange.response.write(begin, resolve));
    then(exchange);
  });
}
