// Keeps every webhook in a SQLite file until it is done, and what it says in tables of the same file, with node:http.

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
  );
  CREATE TABLE IF NOT EXISTS contacts (
    phone_number_id TEXT NOT NULL, customer TEXT NOT NULL, changed_at INTEGER NOT NULL, content TEXT,
    PRIMARY KEY (phone_number_id, customer)
  );
  CREATE TABLE IF NOT EXISTS account_events (id TEXT PRIMARY KEY, change TEXT NOT NULL, content TEXT NOT NULL)`);
// A placeholder says less than anything that has the same id.
const insert = database.prepare(`
  INSERT INTO messages (phone_number_id, message_id, type, content) VALUES (?, ?, ?, ?)
  ON CONFLICT (phone_number_id, message_id) DO UPDATE SET type = excluded.type, content = excluded.content
  WHERE excluded.type <> 'media_placeholder'`);
// They come in any order, and the newest wins. One that was removed stays without content, so that an older one stays away.
const insertContact = database.prepare(`
  INSERT INTO contacts (phone_number_id, customer, changed_at, content) VALUES (?, ?, ?, ?)
  ON CONFLICT (phone_number_id, customer) DO UPDATE SET changed_at = excluded.changed_at, content = excluded.content
  WHERE excluded.changed_at >= changed_at`);
const insertAccountEvent = database.prepare(`
  INSERT INTO account_events (id, change, content) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING`);

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
// By user id, else by number: the example for an inbox knows who was named by either.
coexistence.onContactSync(({ phoneNumberId = "", contacts }, delivery) => {
  transactionOf(delivery)(() => {
    for (const { action, customer, fullName, firstName, changedAt } of contacts) {
      const content = action === "remove" ? null : JSON.stringify({ customer, fullName, firstName });
      const name = customer.userId ?? customer.waId ?? customer.username ?? "";
      insertContact.run(phoneNumberId, name, changedAt?.getTime() ?? 0, content);
    }
  });
  console.log(contacts.length, "contacts changed");
});
coexistence.onAccount(({ id, wabaId, displayPhoneNumber, event, change, reason, occurredAt }, delivery) => {
  const content = JSON.stringify({ wabaId, displayPhoneNumber, event, reason, occurredAt });
  transactionOf(delivery)(() => void insertAccountEvent.run(id, change, content));
  console.log("account", change, reason ?? "");
});
coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
coexistence.onSync(({ kind, status, progress, likelyCauses }) =>
  console.log("synchronization of", kind, status, progress ?? "", likelyCauses?.join(", ") ?? ""),
);
coexistence.onError((error) => {
  if (isEventGivenUpError(error)) console.error("given up, see deadLetters:", error.eventType, error.eventId);
  else console.error(error.code, error.message);
});

// Everything is written in the transaction that makes its event done: both happen, or neither does.
function save(number = "", records: readonly MessageRecord[], delivery: Delivery): void {
  transactionOf(delivery)(() => {
    for (const { message, direction, source, sentAt } of records) {
      insert.run(number, message.id, message.type, JSON.stringify({ message, direction, source, sentAt }));
    }
  });
  for (const { message, direction, source } of records) {
    console.log(source, direction, message.type, delivery.attempt > 1 ? `at attempt ${delivery.attempt}` : "");
  }
}

function transactionOf({ tx }: Delivery): NonNullable<Delivery["tx"]> {
  // Written nowhere, an event would be done all the same.
  if (tx === undefined) throw new Error("This needs an intake with transactions.");
  return tx;
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

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  await Promise.race([new Promise((closed) => server.close(closed)), wait(2_000)]);
  await coexistence.close(); // what is not done by then is delivered at the next start
  database.close();
  setTimeout(() => process.exit(), 100); // after the last answers
}
