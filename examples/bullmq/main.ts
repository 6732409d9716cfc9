// Keeps every webhook in a Redis or a PostgreSQL until it is done, with node:http. Start it as often as you like, on as many
// machines: all of them receive and deliver, and the messages of a chat stay in order.

import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { createCoexistence, isEventGivenUpError, type MessageRecord } from "whatsapp-coexistence";
import { bullmqIntake } from "whatsapp-coexistence/bullmq";
import { nodeMount } from "whatsapp-coexistence/node";

const { APP_SECRET, VERIFY_TOKEN, QUEUE = "redis://127.0.0.1:6379", QUEUE_NAME, PORT = "3000" } = process.env;

const coexistence = createCoexistence({
  appSecret: APP_SECRET,
  verifyToken: VERIFY_TOKEN,
  intake: bullmqIntake(QUEUE, { name: QUEUE_NAME }), // or "postgres://user@host/database"
});
coexistence.onHistory(({ threads }) => threads.flatMap(({ messages }) => messages).forEach(save));
coexistence.onHistoryMedia(save);
coexistence.onEcho(save);
coexistence.onMessage(save);
coexistence.onContactSync(({ contacts }) => console.log(contacts.length, "contacts changed"));
coexistence.onAccount(({ change, reason }) => console.log("account", change, reason ?? ""));
coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
coexistence.onSync(({ kind, status, progress, likelyCauses }) =>
  console.log("synchronization of", kind, status, progress ?? "", likelyCauses?.join(", ") ?? ""),
);
coexistence.onError((error) => {
  if (isEventGivenUpError(error)) console.error("given up, see deadLetters:", error.eventType, error.eventId);
  else console.error(error.code, error.message);
});

// Write the record to your database here, under `message.id`: after a crash the same message can come once more.
function save({ message, direction, source }: MessageRecord): void {
  console.log(source, direction, message.type);
}

const webhook = nodeMount(coexistence);
const server = createServer((request, response) => {
  if (request.url?.split("?")[0] === "/webhook") return webhook(request, response);
  response.writeHead(404).end();
});
server.listen(Number(PORT), () => console.log(`Listening on port ${PORT}`));

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  await Promise.race([new Promise((closed) => server.close(closed)), wait(2_000)]);
  await coexistence.close(); // what is not done by then is delivered by another process, or at the next start
  setTimeout(() => process.exit(), 100); // after the last answers
}
