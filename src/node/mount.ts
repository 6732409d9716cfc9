import type { Coexistence } from "../receive/index.ts";
import type { NodeHandler } from "./exchange.ts";
import { readRawBody } from "./raw-body.ts";
import { sendAnswer } from "./send-answer.ts";

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
        // One that was repeated reads as a list, so it is never taken for one of its values.
        const value = request.headers[name];
        return Array.isArray(value) ? value.join(", ") : value;
      },
      body: (timeout) => readRawBody(request, timeout, adviceOnRawBody),
    });
    sendAnswer(answer, request, response);
  };
}
