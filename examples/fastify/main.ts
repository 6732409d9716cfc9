// Receives webhooks in a Fastify application.

import { setTimeout as wait } from "node:timers/promises";
import fastify from "fastify";
import { createCoexistence, isListenerError, type MessageRecord } from "whatsapp-coexistence";
import { fastifyMount } from "whatsapp-coexistence/fastify";

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

const app = fastify();
app.register(fastifyMount(coexistence), { prefix: "/webhook" });
app.get("/health", async () => ({ ok: true }));
// Fastify's own default is localhost, where nothing from outside a container or from another machine arrives.
await app.listen({ port: Number(PORT), host: "0.0.0.0" });
console.log(`Listening on port ${PORT}`);

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  await Promise.race([app.close(), wait(2_000)]);
  await coexistence.close();
  setTimeout(() => process.exit(), 100); // after the last answers
}
