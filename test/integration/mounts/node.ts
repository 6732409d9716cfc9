import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { createCoexistence } from "../../../src/index.ts";
import { nodeMount } from "../../../src/node/index.ts";
import { listen, type Mount } from "./running-receiver.ts";

export const node: Mount = {
  name: "node:http",
  start: (options) => {
    const coexistence = createCoexistence(options);
    return listen(coexistence, nodeMount(coexistence));
  },
};

export const nodeAfterParsing: Mount = {
  name: "node:http, after something has parsed the body",
  start: (options) => {
    const coexistence = createCoexistence(options);
    const webhook = nodeMount(coexistence);
    return listen(coexistence, async (request: IncomingMessage & { body?: unknown }, response) => {
      if (request.method === "POST") request.body = await json(request);
      await webhook(request, response);
    });
  },
};
