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

// A message is set aside, for the tenant '', until its number is somebody's. Account events are kept for good: they can come
// before the number is registered, late, and in any order.
const database = new Database(DATABASE, { timeout: 20 });
database.exec(`
  CREATE TABLE IF NOT EXISTS numbers (
    phone_number_id TEXT PRIMARY KEY, waba_id TEXT, display_phone_number TEXT, tenant TEXT, connected_at INTEGER, status TEXT
  );
  CREATE TABLE IF NOT EXISTS account_events (
    id TEXT PRIMARY KEY, waba_id TEXT, phone_number TEXT, status TEXT, occurred_at INTEGER, content TEXT
  );
  CREATE TABLE IF NOT EXISTS messages (
    tenant TEXT NOT NULL, phone_number_id TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (tenant, phone_number_id, message_id)
  )`);
const findNumber = database.prepare("SELECT * FROM numbers WHERE phone_number_id = ?");
const findNumbers = database.prepare("SELECT * FROM numbers WHERE waba_id = ?");
const connect = database.prepare("INSERT OR REPLACE INTO numbers VALUES (?, ?, ?, ?, ?, 'connected')");
const setStatus = database.prepare("UPDATE numbers SET status = ? WHERE phone_number_id = ? AND status <> ?");
const insertEvent = database.prepare("INSERT OR IGNORE INTO account_events VALUES (?, ?, ?, ?, ?, ?)");
const findEvents = database.prepare(`
  SELECT phone_number, account_events.status FROM account_events JOIN numbers USING (waba_id)
  WHERE phone_number_id = ? AND occurred_at >= connected_at AND account_events.status IS NOT NULL
  ORDER BY occurred_at, account_events.status DESC`);
const takeOver = database.prepare("UPDATE messages SET tenant = ? WHERE tenant = '' AND phone_number_id = ?");
// A placeholder says less than anything that has the same id.
const insert = database.prepare(`
  INSERT INTO messages (tenant, phone_number_id, message_id, type, content) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET type = excluded.type, content = excluded.content WHERE excluded.type <> 'media_placeholder'`);
type NumberRow = Record<"phone_number_id" | "display_phone_number" | "tenant" | "status", string>;
type EventRow = { phone_number: string | null; status: string };
const statusAfter = { disconnected: "disconnected", paused: "paused", reconnected: "connected", other: null } as const;
const isDisconnected = ({ status }: { status: string }): boolean => status === "disconnected";
const seconds = (time: Date): number => Math.floor(time.getTime() / 1000); // as exact as Meta's

const intake = sqliteIntake(database);
const coexistence = createCoexistence({ appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN, intake });
coexistence.onHistory(({ phoneNumberId, threads }, delivery) => {
  for (const { messages } of threads) save(phoneNumberId, messages, delivery);
});
coexistence.onHistoryMedia((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onEcho((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onMessage((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));

// Not every event names its number. Where it can be any of several: see who is left, with `phoneNumbers.list`, and register
// those again.
coexistence.onAccount((event, delivery) => {
  const { id, wabaId = "", displayPhoneNumber = null, change, occurredAt, receivedAt, raw } = event;
  transactionOf(delivery)(() => {
    const numbers = findNumbers.all(wabaId) as NumberRow[];
    const isUnclear = displayPhoneNumber === null && numbers.filter((row) => !isDisconnected(row)).length > 1;
    const status = statusAfter[change] && (isUnclear ? "to check" : statusAfter[change]);
    insertEvent.run(id, wabaId, displayPhoneNumber, status, seconds(occurredAt ?? receivedAt), JSON.stringify(raw));
    numbers.forEach(bringUpToDate);
  });
});
coexistence.onError(({ code, message }) => console.error(code, message)); // also what was given up: see deadLetters

// Written in the transaction that makes the event done. Whose number it is, is looked up in there as well: nothing stays
// behind when somebody registers it meanwhile.
function save(number = "", records: readonly MessageRecord[], delivery: Delivery): void {
  transactionOf(delivery)(() => {
    const { tenant } = (findNumber.get(number) as NumberRow | undefined) ?? { tenant: "" };
    for (const { message, direction, source, sentAt, customer } of records) {
      const content = JSON.stringify({ message, direction, source, sentAt, customer });
      insert.run(tenant, number, message.id, message.type, content);
      console.log(tenant || "set aside:", source, direction, message.type);
    }
  });
}

function transactionOf({ tx }: Delivery): NonNullable<Delivery["tx"]> {
  if (tx === undefined) throw new Error("This needs an intake with transactions.");
  return tx;
}

// What was before a number was connected is not about it, even if it is told later. Only a sign-up ends a disconnection.
function bringUpToDate({ phone_number_id, display_phone_number: number, tenant }: NumberRow): void {
  const events = findEvents.all(phone_number_id) as EventRow[];
  const own = events.filter(({ phone_number: named }) => named === null || isSamePhoneNumber(number, named));
  const { status } = own.find(isDisconnected) ?? own.at(-1) ?? { status: "connected" };
  if (setStatus.run(status, phone_number_id, status).changes === 1) console.log(tenant, "account", status);
}

/** Says whose number it is, and since when. Your sign-up does that when it knows the number, before `onboard` or after it. */
async function register(phoneNumberId: string, request: IncomingMessage): Promise<number> {
  if (request.headers.authorization !== `Bearer ${ADMIN_TOKEN}`) return 401;
  const body: Record<string, string | undefined> = Object(await json(request).catch(() => null));
  const { tenant, wabaId, displayPhoneNumber } = body;
  const since = seconds(new Date(body["connectedAt"] ?? ""));
  if (!tenant || !wabaId || !displayPhoneNumber || Number.isNaN(since)) return 400;
  database.transaction(() => {
    connect.run(phoneNumberId, wabaId, displayPhoneNumber, tenant, since);
    takeOver.run(tenant, phoneNumberId);
    bringUpToDate(findNumber.get(phoneNumberId) as NumberRow);
  })();
  return 204;
}

const webhook = nodeMount(coexistence);
const server = createServer(async (request, response) => {
  const path = request.url?.split("?")[0] ?? "";
  if (path === "/webhook") return webhook(request, response);
  const [, phoneNumberId] = /^\/numbers\/(\d+)$/.exec(path) ?? [];
  if (request.method !== "PUT" || phoneNumberId === undefined) return response.writeHead(404).end();
  response.writeHead((await register(phoneNumberId, request).catch(console.error)) ?? 500).end();
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
