import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Attempt } from "./delivery.ts";

/** What is sent. */
export interface Letter {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How to send it. */
export interface PostOptions {
  /** How long an answer may take, in milliseconds. */
  readonly timeout: number;
  /** Breaks the connection when half of the body was sent. */
  readonly isCut: boolean;
  readonly signal: AbortSignal;
}

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
      resolve({ milliseconds: Math.round(performance.now() - begun), ...outcome });
    };
    const request = (url.startsWith("https:") ? requestHttps : requestHttp)(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers, "content-length": String(bytes.length) },
      signal,
    });
    let failure: NonNullable<Attempt["failure"]> = "connection";
    const giveUp = (reason: NonNullable<Attempt["failure"]>): void => {
      failure = reason;
      request.destroy();
    };
    const timer = setTimeout(() => giveUp("timeout"), timeout);
    request.on("response", (response) => {
      // A sender reads no body: it only has to get out of the way of the next request on this connection.
      response.resume();
      response.on("end", () => end({ status: response.statusCode ?? 0 }));
      response.on("close", () => end({ failure }));
    });
    request.on("error", () => end({ failure }));
    if (!isCut) request.end(bytes);
    else request.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => giveUp("cut_by_sender"));
  });
}
