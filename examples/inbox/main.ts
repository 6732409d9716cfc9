// An inbox: receives webhooks, keeps them and the messages in one SQLite file, and shows the chats as they fill up.

import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { MetaClient } from "whatsapp-coexistence/client";
import { createInbox } from "./inbox.ts";

const { APP_SECRET, VERIFY_TOKEN, PLATFORM_SECRET, WEBHOOK_TOKEN, ACCESS_TOKEN, PASSWORD } = process.env;
const { DATABASE = "inbox.db", PORT = "3000" } = process.env;

// One token for all numbers, as a system user has it. With several, choose by `phoneNumberId`.
const meta = ACCESS_TOKEN ? new MetaClient({ accessToken: ACCESS_TOKEN }) : undefined;
const largest = 100 * 1024 * 1024; // WhatsApp's largest; a file is in memory as a whole
const timeout = 4 * 60_000;

const inbox = createInbox({
  database: DATABASE,
  ...(APP_SECRET !== undefined && { appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN }),
  ...(PLATFORM_SECRET !== undefined && { platformSecret: PLATFORM_SECRET }),
  ...(WEBHOOK_TOKEN !== undefined && { webhookHeaders: { authorization: WEBHOOK_TOKEN } }),
  media: meta && ((id, about) => meta.media.download(id, { ...about, largest, timeout })),
  password: PASSWORD || undefined,
});

// Without a password the chats are for this machine alone. A tunnel on it can lead to the webhook.
const hostname = PASSWORD ? "0.0.0.0" : "127.0.0.1";
const server = serve({ fetch: inbox.app.fetch, port: Number(PORT), hostname }, ({ port }: AddressInfo) => {
  console.log(`Listening on port ${port}. Open http://localhost:${port}`);
});

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  const closed = new Promise((resolve) => server.close(resolve));
  inbox.endLive();
  await Promise.race([closed, wait(2_000)]);
  await inbox.close();
  setTimeout(() => process.exit(), 100); // after the last answers
}
