// A receiver in a process of its own, to be killed. Its listeners write what they were given into the intake's database,
// in the transaction that makes the event done.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { createCoexistence } from "../../../src/index.ts";
import { nodeMount } from "../../../src/node/index.ts";
import type { SqliteDatabase } from "../../../src/sqlite/index.ts";
import { sqliteIntake } from "../../../src/sqlite/index.ts";

const [, , path = "", appSecret = ""] = process.argv;

const coexistence = createCoexistence({
  appSecret,
  intake: sqliteIntake(path, { attempts: 3, retryAfter: 10 }),
  logger: false,
});
coexistence.onMessage(({ message }) => {
  if (message.type === "text" && message.text?.body === "poison") process.kill(process.pid, "SIGKILL");
});
coexistence.onMessage(({ message }, { tx }) =>
  tx?.((database: SqliteDatabase) => {
    database.exec("CREATE TABLE IF NOT EXISTS effects (id TEXT NOT NULL, at INTEGER NOT NULL)");
    database.prepare("INSERT INTO effects (id, at) VALUES (?, ?)").run(message.id, Date.now());
  }),
);

const server = createServer(nodeMount(coexistence));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("SIGTERM", async () => {
  server.close();
  server.closeIdleConnections();
  await coexistence.close();
  process.disconnect();
});
