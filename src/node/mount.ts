import { bodyIncomplete, bodyLimit, bodyTooLarge, joinPieces } from "../receive/body.ts";
import { rawBodyUnavailable } from "../receive/coexistence.ts";
import type { Coexistence, WebhookAnswer } from "../receive/index.ts";
import { bytesOf } from "../runtime/bytes.ts";

/** The members a mount uses of `http.IncomingMessage`, or of what a framework made of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableDidRead?: boolean;
  readonly complete?: boolean;
  /** What a body parser left. */
  readonly body?: unknown;
  /** Where Nest, and the `verify` option of body parsers, keep the bytes. */
  readonly rawBody?: unknown;
  on(event: string, listener: (...arguments_: never[]) => void): unknown;
  off(event: string, listener: (...arguments_: never[]) => void): unknown;
  resume(): unknown;
  destroy(error?: Error): unknown;
}

/** The members a mount uses of `http.ServerResponse`. */
export interface NodeResponse {
  readonly headersSent: boolean;
  writeHead(status: number, headers: Record<string, string | number>): unknown;
  end(body?: string): unknown;
}

/** A listener for `http.createServer`, or a handler for a framework on top of it. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/**
 * Makes the handler, with advice for the framework it is mounted in.
 *
 * @internal
 */
export function makeNodeHandler(coexistence: Coexistence, adviceOnRawBody: string): NodeHandler {
  return async (request, response) => {
    const answer = await coexistence.receive({
      method: request.method ?? "GET",
      url: request.url ?? "/",
      header: (name) => {
        const value = request.headers[name];
        return Array.isArray(value) ? value.join(", ") : value;
      },
      body: async (timeout) => findRawBody(request, timeout, adviceOnRawBody),
    });
    send(answer, request, response);
  };
}

async function findRawBody(request: NodeRequest, timeout: number, advice: string): Promise<Uint8Array> {
  const kept = bytesOf(request.rawBody) ?? bytesOf(request.body);
  if (kept !== undefined) {
    if (kept.byteLength > bodyLimit) throw bodyTooLarge();
    return kept;
  }
  if (request.readableDidRead === true) throw rawBodyUnavailable(advice);
  return readStream(request, timeout);
}

function readStream(request: NodeRequest, timeout: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    const finish = (error?: Error): void => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) request.off(event, listener);
      if (error === undefined) resolve(joinPieces(pieces, size));
      else reject(error);
    };
    const timer = setTimeout(() => finish(bodyIncomplete()), timeout);
    const listeners = {
      data: (piece: Uint8Array): void => {
        size += piece.byteLength;
        if (size > bodyLimit) finish(bodyTooLarge());
        else pieces.push(piece);
      },
      end: (): void => finish(),
      error: (): void => finish(bodyIncomplete()),
      close: (): void => finish(bodyIncomplete()),
    };
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener);
  });
}

// How much of a body nobody wants is still read, so that its sender gets to read the answer.
const politeness = 1_000;

function send({ status, headers, body }: WebhookAnswer, request: NodeRequest, response: NodeResponse): void {
  if (response.headersSent) return;
  const isReadToTheEnd = request.complete !== false;
  response.writeHead(status, {
    ...headers,
    "content-length": Buffer.byteLength(body),
    // What is left of the body would be taken for the next request.
    ...(isReadToTheEnd ? {} : { connection: "close" }),
  });
  response.end(body);
  if (!isReadToTheEnd) {
    request.resume();
    setTimeout(() => request.destroy(), politeness).unref();
  }
}
