// Receives webhooks in a Hono application, here on Node.

import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createCoexistence, isListenerError, type MessageRecord } from "whatsapp-coexistence";
import { honoMount } from "whatsapp-coexistence/hono";

const { APP_SECRET, VERIFY_TOKEN, PORT = "3000" } = process.env;

const coexistence = createCoexistence({ appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN });
coexistence.onHistory(({ threads }) => threads.flatMap(({ messages }) => messages).forEach(save));
coexistence.onHistoryMedia(save);
coexistence.onEcho(save);
coexistence.onMessage(save);
coexistence.onContactSync(({ contacts }) => console.log(contacts.length, "contacts changed"));
coexistence.onAccount(({ change, reason }) => console.log("account", change, reason ?? ""));
coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
coexistence.onError((error) => {
  // By their names alone: what your own code threw can hold the text of a message.
  const thrown = isListenerError(error) ? error.failures.map((failure) => Object(failure.error).name) : [];
  console.error(error.code, ...thrown);
});

// Write the record to your database here, under `message.id`: the same message can come more than once.
function save({ message, direction, source }: MessageRecord): void {
  console.log(source, direction, message.type);
}

const app = new Hono();
app.all("/webhook", honoMount(coexistence));
app.get("/health", (context) => context.json({ ok: true }));
const server = serve({ fetch: app.fetch, port: Number(PORT) }, () => console.log(`Listening on port ${PORT}`));

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  await Promise.race([new Promise((closed) => server.close(closed)), wait(2_000)]);
  await coexistence.close();
  setTimeout(() => process.exit(), 100); // after the last answers
}
