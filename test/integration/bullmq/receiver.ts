// A receiver in a process of its own, to be killed. It tells what its listeners were given.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { bullmqIntake } from "../../../src/bullmq/index.ts";
import { createCoexistence } from "../../../src/index.ts";
import { nodeMount } from "../../../src/node/index.ts";

const [, , url = "", name = "", appSecret = ""] = process.argv;

const coexistence = createCoexistence({ appSecret, intake: bullmqIntake(url, { name }), logger: false });
coexistence.onMessage(async ({ message }) => {
  process.send?.({ begun: message.id });
  await wait(5);
  process.send?.({ done: message.id });
});

const server = createServer(nodeMount(coexistence));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once("SIGTERM", async () => {
  server.close();
  server.closeIdleConnections();
  await coexistence.close();
  process.disconnect();
});
