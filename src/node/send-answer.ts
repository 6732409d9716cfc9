import { bodyLimit } from "../receive/body.ts";
import type { WebhookAnswer } from "../receive/index.ts";
import type { NodeRequest, NodeResponse } from "./exchange.ts";

// How long what is left of a refused body is read and thrown away, in milliseconds.
const patience = 5_000;

/**
 * Sends an answer, also to a sender that is still sending: it is told at once, and the rest of its body is read for a
 * while and thrown away.
 *
 * After a body of ordinary length the connection serves the next request. Any other connection is closed, but not before
 * the sender has stopped: closing it while data is on its way resets it, and a reset takes the answer with it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 * @internal
 */
export function sendAnswer(answer: WebhookAnswer, request: NodeRequest, response: NodeResponse): void {
  // Something else has answered already, such as a timeout of the application's own.
  if (response.headersSent) return;
  const { status, headers, body } = answer;
  const isSending = request.complete === false && request.destroyed !== true;
  const mustClose = isSending && !(Number(request.headers["content-length"]) <= bodyLimit);
  response.writeHead(status, {
    ...headers,
    "content-length": Buffer.byteLength(body),
    // HTTP/2 has no such header: there only the stream ends.
    ...(mustClose && (request.httpVersionMajor ?? 1) < 2 ? { connection: "close" } : {}),
  });
  if (mustClose) {
    response.flushHeaders?.();
    if (body !== "") response.write(body);
    discardRest(request, () => response.end(""));
  } else {
    response.end(body);
    if (isSending) discardRest(request);
  }
}

function discardRest(request: NodeRequest, done?: () => void): void {
  const timer = setTimeout(() => request.destroy(), patience);
  const finish = (): void => {
    clearTimeout(timer);
    done?.();
  };
  request.on("end", finish);
  request.on("close", finish);
  // A sender that leaves now is no failure.
  request.on("error", () => undefined);
  request.resume();
}
