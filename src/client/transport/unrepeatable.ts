import type { OutgoingRequest } from "./outgoing-request.ts";

/** A request whose body can be read once. */
export interface UnrepeatableRequest extends Omit<OutgoingRequest, "body"> {
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * Makes a request that nothing can send a second time, because its body is gone after the first.
 *
 * A `fetch` repeats requests on its own account while it can still read their body: Node's after a 421, as the Fetch
 * Standard has it, and Deno's when a connection breaks that was used before. A body that is absent is made an empty one.
 *
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
export function unrepeatable({ body = "", headers, ...request }: OutgoingRequest): UnrepeatableRequest {
  const bytes = new TextEncoder().encode(body);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
  // Without it, Node and Bun would send the body in chunks.
  return { ...request, headers: { ...headers, "content-length": String(bytes.length) }, body: stream };
}
