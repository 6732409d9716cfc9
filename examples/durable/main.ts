// Keeps every webhook in a SQLite file until it is done, and its messages in a table of the same file, with node:http.

import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql"; // or better-sqlite3, which has the same methods
import { createCoexistence, type Delivery, isEventGivenUpError, type MessageRecord } from "whatsapp-coexistence";
import { nodeMount } from "whatsapp-coexistence/node";
import { sqliteIntake } from "whatsapp-coexistence/sqlite";

const { APP_SECRET, VERIFY_TOKEN, DATABASE = "coexistence.db", PORT = "3000" } = process.env;

const database = new Database(DATABASE, { timeout: 20 });
database.exec(`
  CREATE TABLE IF NOT EXISTS messages (
    phone_number_id TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (phone_number_id, message_id)
  )`);
// A placeholder says less than anything that has the same id.
const insert = database.prepare(`
  INSERT INTO messages (phone_number_id, message_id, type, content) VALUES (?, ?, ?, ?)
  ON CONFLICT (phone_number_id, message_id) DO UPDATE SET type = excluded.type, content = excluded.content
  WHERE excluded.type <> 'media_placeholder'`);

const coexistence = createCoexistence({
  appSecret: APP_SECRET,
  verifyToken: VERIFY_TOKEN,
  intake: sqliteIntake(database),
});
coexistence.onHistory(({ phoneNumberId, threads }, delivery) =>
  save(
    phoneNumberId,
    threads.flatMap(({ messages }) => messages),
    delivery,
  ),
);
coexistence.onHistoryMedia((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onEcho((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onMessage((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
coexistence.onSync(({ kind, status, progress, likelyCauses }) =>
  console.log("synchronization of", kind, status, progress ?? "", likelyCauses?.join(", ") ?? ""),
);
coexistence.onError((error) => {
  if (isEventGivenUpError(error)) console.error("given up, see deadLetters:", error.eventType, error.eventId);
  else console.error(error.code, error.message);
});

// The messages are written in the transaction that makes their event done: both happen, or neither does.
function save(number = "", records: readonly MessageRecord[], { attempt, tx }: Delivery): void {
  // Written nowhere, a message would be done all the same.
  if (tx === undefined) throw new Error("The messages need an intake with transactions.");
  tx(() => {
    for (const { message, direction, source, sentAt } of records) {
      insert.run(number, message.id, message.type, JSON.stringify({ message, direction, source, sentAt }));
    }
  });
  for (const { message, direction, source } of records) {
    console.log(source, direction, message.type, attempt > 1 ? `at attempt ${attempt}` : "");
  }
}

// What was given up waits for a person, who can `replay` or `drop` it.
for (const { id, type, attempts, reason } of await coexistence.deadLetters.list()) {
  console.log("given up:", id, type, `after ${attempts} attempts:`, reason);
}

const webhook = nodeMount(coexistence);
const server = createServer((request, response) => {
  if (request.url?.split("?")[0] === "/webhook") return webhook(request, response);
  response.writeHead(404).end();
});
server.listen(Number(PORT), () => console.log(`Listening on port ${PORT}`));

// No new connections; what is under way is answered; the listeners finish. A second signal ends at once.
process.once("SIGTERM", async () => {
  await Promise.race([new Promise((closed) => server.close(closed)), wait(2_000)]);
  await coexistence.close(); // what is not done by then is delivered at the next start
  database.close();
  setTimeout(() => process.exit(), 100); // after the last answers
});
