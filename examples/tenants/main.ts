// Several customers of yours on one app: all their webhooks come to one URL, and each message is kept for the tenant whose
// number it came to. Tenants, messages and webhooks are in one SQLite file.

import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql"; // or better-sqlite3, which has the same methods
import { createCoexistence, type Delivery, isSamePhoneNumber, type MessageRecord } from "whatsapp-coexistence";
import { nodeMount } from "whatsapp-coexistence/node";
import { sqliteIntake } from "whatsapp-coexistence/sqlite";

const { APP_SECRET, VERIFY_TOKEN, ADMIN_TOKEN, DATABASE = "tenants.db", PORT = "3000" } = process.env;
if (!ADMIN_TOKEN) throw new Error("ADMIN_TOKEN has to be a long random value of your own.");

// A message is set aside, for the tenant '', until its number is somebody's.
const database = new Database(DATABASE, { timeout: 20 });
database.exec(`
  CREATE TABLE IF NOT EXISTS numbers (
    phone_number_id TEXT PRIMARY KEY, waba_id TEXT NOT NULL, display_phone_number TEXT NOT NULL,
    tenant TEXT NOT NULL, is_connected INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS messages (
    tenant TEXT NOT NULL, phone_number_id TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (tenant, phone_number_id, message_id)
  )`);
const findNumber = database.prepare("SELECT tenant FROM numbers WHERE phone_number_id = ?");
const findAccount = database.prepare("SELECT * FROM numbers WHERE waba_id = ?");
const connect = database.prepare("INSERT OR REPLACE INTO numbers VALUES (?, ?, ?, ?, 1)");
const disconnect = database.prepare("UPDATE numbers SET is_connected = 0 WHERE phone_number_id = ?");
const takeOver = database.prepare("UPDATE messages SET tenant = ? WHERE tenant = '' AND phone_number_id = ?");
// A placeholder says less than anything that has the same id.
const insert = database.prepare(`
  INSERT INTO messages (tenant, phone_number_id, message_id, type, content) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET type = excluded.type, content = excluded.content WHERE excluded.type <> 'media_placeholder'`);

interface NumberRow {
  phone_number_id: string;
  display_phone_number: string;
  tenant: string;
}

const intake = sqliteIntake(database);
const coexistence = createCoexistence({ appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN, intake });
coexistence.onHistory(({ phoneNumberId, threads }, delivery) => {
  for (const { messages } of threads) save(phoneNumberId, messages, delivery);
});
coexistence.onHistoryMedia((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onEcho((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onMessage((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));

// It names the account, and usually the number: of an account with several, the others stay connected.
coexistence.onAccount(({ change, wabaId, displayPhoneNumber }, { tx }) => {
  const ofAccount = findAccount.all(wabaId ?? "") as NumberRow[];
  const meant = ofAccount.filter(
    (row) => displayPhoneNumber === undefined || isSamePhoneNumber(row.display_phone_number, displayPhoneNumber),
  );
  tx?.(() => {
    for (const { tenant, phone_number_id } of meant) {
      if (change === "disconnected") disconnect.run(phone_number_id);
      console.log(tenant, "account", change);
    }
  });
});
coexistence.onError(({ code, message }) => console.error(code, message)); // also what was given up: see deadLetters

// Written in the transaction that makes the event done. Whose number it is, is looked up in there as well: nothing stays
// behind when somebody registers it meanwhile.
function save(number = "", records: readonly MessageRecord[], { tx }: Delivery): void {
  if (tx === undefined) throw new Error("The messages need an intake with transactions.");
  tx(() => {
    const { tenant } = (findNumber.get(number) as NumberRow | undefined) ?? { tenant: "" };
    for (const { message, direction, source, sentAt, customer } of records) {
      const content = JSON.stringify({ message, direction, source, sentAt, customer });
      insert.run(tenant, number, message.id, message.type, content);
      console.log(tenant || "set aside:", source, direction, message.type);
    }
  });
}

/** Says whose number it is. Your sign-up does that when it knows the number, before `onboard` or after it. */
async function register(phoneNumberId: string, request: IncomingMessage): Promise<number> {
  if (request.headers.authorization !== `Bearer ${ADMIN_TOKEN}`) return 401;
  const { tenant, wabaId, displayPhoneNumber } = (await json(request)) as Record<string, string | undefined>;
  if (!tenant || !wabaId || !displayPhoneNumber) return 400;
  database.transaction(() => {
    connect.run(phoneNumberId, wabaId, displayPhoneNumber, tenant);
    takeOver.run(tenant, phoneNumberId);
  })();
  console.log(tenant, "has a number");
  return 204;
}

const webhook = nodeMount(coexistence);
const server = createServer(async (request, response) => {
  const path = request.url?.split("?")[0] ?? "";
  if (path === "/webhook") return webhook(request, response);
  const [, phoneNumberId] = /^\/numbers\/(\d+)$/.exec(path) ?? [];
  const isKnown = request.method === "PUT" && phoneNumberId !== undefined;
  response.writeHead(isKnown ? await register(phoneNumberId, request).catch(() => 400) : 404).end();
});
server.listen(Number(PORT), () => console.log(`Listening on port ${PORT}`));

// No new connections; what is under way is answered; the listeners finish. A second signal ends at once.
process.once("SIGTERM", async () => {
  await Promise.race([new Promise((closed) => server.close(closed)), wait(2_000)]);
  await coexistence.close(); // what is not done by then is delivered at the next start
  database.close();
  setTimeout(() => process.exit(), 100); // after the last answers
});
