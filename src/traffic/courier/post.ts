import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { onAbort } from "../../runtime/on-abort.ts";
import type { Attempt } from "./delivery.ts";

/** What is sent. */
export interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the sender waits for an answer, in milliseconds, where it says so. */
  readonly patience?: number | undefined;
}

/** How to send it. */
export interface PostOptions {
  /** How long an answer may take, in milliseconds. */
  readonly timeout: number;
  /** Breaks the connection when half of the body was sent. */
  readonly isCut: boolean;
  readonly signal: AbortSignal;
}

// Connections are used again, but not for long: one that the receiver is about to close would look like a failure of its.
const idle = { keepAlive: true, timeout: 1_000 };
const http = { request: requestHttp, agent: new HttpAgent(idle) };
const https = { request: requestHttps, agent: new HttpsAgent(idle) };

/**
 * Sends a webhook once. Node's own client, because no `fetch` lets a connection break in the middle of a body.
 *
 * @returns how it was answered. A failure is an answer too.
 */
export function post({ url, headers, body }: Letter, options: PostOptions): Promise<Omit<Attempt, "at">> {
  const { timeout, isCut, signal } = options;
  const begun = performance.now();
  const bytes = Buffer.from(body);
  return new Promise((resolve) => {
    const end = (outcome: Pick<Attempt, "status" | "failure">): void => {
      clearTimeout(timer);
      stopListening();
      resolve({ milliseconds: Math.round(performance.now() - begun), ...outcome });
    };
    const { request: open, agent } = /^https:/i.test(url) ? https : http;
    const request = open(url, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", ...headers, "content-length": String(bytes.length) },
    });
    let failure: NonNullable<Attempt["failure"]> = "connection";
    const giveUp = (reason: NonNullable<Attempt["failure"]>): void => {
      failure = reason;
      request.destroy();
    };
    const timer = setTimeout(() => giveUp("timeout"), timeout);
    const stopListening = onAbort(signal, () => giveUp("connection"));
    if (signal.aborted) giveUp("connection");
    request.on("response", (response) => {
      // A sender reads no body: it only has to get out of the way of the next request on this connection.
      response.resume();
      response.on("end", () => end({ status: response.statusCode ?? 0 }));
      response.on("close", () => end({ failure }));
    });
    request.on("error", () => end({ failure }));
    // A receiver that changes the protocol gives no response: neither of the two events comes.
    request.on("upgrade", (_, socket) => {
      socket.destroy();
      end({ status: 101 });
    });
    request.on("close", () => end({ failure }));
    if (!isCut) request.end(bytes);
    else request.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => giveUp("cut_by_sender"));
  });
}
