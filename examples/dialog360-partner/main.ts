// The server of a partner of 360dialog's: a business that signed up is onboarded when its channel is live, and its history,
// echoes and messages are stored. Everything is in one SQLite file, so that it can be killed and go on.

import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql"; // or better-sqlite3, which has the same methods
import { createCoexistence, type Delivery, isCoexistenceError, type MessageRecord } from "whatsapp-coexistence";
import { type Dialog360OnboardingState, Dialog360PartnerClient, onboardDialog360 } from "whatsapp-coexistence/client";
import { nodeMount } from "whatsapp-coexistence/node";
import { sqliteIntake } from "whatsapp-coexistence/sqlite";

const { PARTNER_ID, PARTNER_API_KEY, PLATFORM_SECRET, WEBHOOK_TOKEN, PUBLIC_URL } = process.env;
const { DATABASE = "partner.db", PORT = "3000", HUB_URL, MESSAGING_URL } = process.env; // the last two for the emulator
if (!PUBLIC_URL) throw new Error("PUBLIC_URL has to be the https address at which 360dialog reaches this server.");
const webhookUrl = new URL("/webhook", PUBLIC_URL).href; // https://…, where 360dialog reaches this server

// A state holds the key of its number: guard the file like a password.
const database = new Database(DATABASE, { timeout: 20 });
database.exec(`
  CREATE TABLE IF NOT EXISTS onboardings (
    channel_id TEXT PRIMARY KEY, live_at INTEGER NOT NULL, is_return INTEGER NOT NULL, has_left INTEGER NOT NULL,
    revision INTEGER NOT NULL, state TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS messages (
    phone_number_id TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (phone_number_id, message_id)
  )`);
const findState = database.prepare("SELECT live_at, is_return, state FROM onboardings WHERE channel_id = ?");
const saveState = database.prepare(`
  INSERT INTO onboardings VALUES (?, ?, 0, 0, ?, ?)
  ON CONFLICT DO UPDATE SET revision = excluded.revision, state = excluded.state
  WHERE live_at = excluded.live_at AND revision = excluded.revision - 1`);
const beginAnew = database.prepare(`
  UPDATE onboardings SET live_at = ?, is_return = 1, has_left = 0, revision = 0, state = 'null'
  WHERE channel_id = ? AND live_at < ?`);
const forget = database.prepare("UPDATE onboardings SET live_at = 0 WHERE channel_id = ?");
const setLeft = database.prepare("UPDATE onboardings SET has_left = ? WHERE channel_id = ? AND has_left <> ?");
// A placeholder says less than anything that has the same id.
const insert = database.prepare(`
  INSERT INTO messages (phone_number_id, message_id, type, content) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET type = excluded.type, content = excluded.content WHERE excluded.type <> 'media_placeholder'`);

// Both addresses lead here. The partner's is signed with the platform secret; a number's is not signed, and has a header.
const webhookHeaders = { authorization: WEBHOOK_TOKEN };
const intake = sqliteIntake(database);
const coexistence = createCoexistence({ platformSecret: PLATFORM_SECRET, webhookHeaders, intake });
const partner = new Dialog360PartnerClient({ partnerId: PARTNER_ID, apiKey: PARTNER_API_KEY, baseUrl: HUB_URL });

// The intake is the queue: 360dialog has its answer already, and what throws here is done again, later and later. A channel
// that is live once more left and came back, within a minute or a year: that is an onboarding of its own, with a key and a
// synchronization of its own. Where it had not left, asking again is harmless.
coexistence.onPartner(async ({ event, data, receivedAt }) => {
  console.log("360dialog:", event);
  const { id } = Object(data) as { id?: unknown };
  if (event !== "channel_live" || typeof id !== "string") return;
  const liveAt = receivedAt.getTime(); // the same in every attempt
  beginAnew.run(liveAt, id, liveAt);
  const found = findState.get(id) as { live_at: number; is_return: number; state: string } | undefined;
  if (found && found.live_at > liveAt) return; // it is live once more since
  const state: Dialog360OnboardingState | null = JSON.parse(found?.state ?? "null");
  const { contacts, history } = await onboardDialog360({
    partner,
    ...(state ? { state } : { channelId: id }),
    webhook: { url: webhookUrl, headers: { authorization: WEBHOOK_TOKEN ?? "" } },
    messaging: { baseUrl: MESSAGING_URL },
    save: (next) => saveState.run(id, liveAt, next.revision, JSON.stringify(next)).changes === 1,
    expectSync: coexistence.expectSync, // so that a silence is noticed
    revokeEarlierKeys: found?.is_return === 1, // from before it left
    settle: { apiKey: repeat(state?.keyMinting), contacts: repeat(state?.contacts), history: repeat(state?.history) },
    signal: AbortSignal.timeout(25_000), // an attempt has 30 seconds
  }).catch((error) => {
    // Its key ended meanwhile, because the business left or somebody made another. The next attempt begins anew.
    if (state && isCoexistenceError(error) && error.code === "token_expired") forget.run(id);
    throw error;
  });
  console.log("onboarded:", id, "contacts", contacts.status, "history", history.status);
});

// What was under way when the process died. Nobody has a key that was not saved, and 360dialog takes a synchronization once.
function repeat(call: Dialog360OnboardingState["history"] | undefined): "repeat" | undefined {
  return call?.status === "sent" ? "repeat" : undefined;
}

coexistence.onHistory(({ phoneNumberId, threads }, delivery) => {
  for (const { messages } of threads) save(phoneNumberId, messages, delivery);
});
coexistence.onHistoryMedia((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onEcho((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onMessage((event, delivery) => save(event.phoneNumberId, [event], delivery));
coexistence.onSync(({ kind, status, progress }) => console.log("synchronization of", kind, status, progress ?? ""));
coexistence.onError(({ code, message }) => console.error(code, message)); // also what was given up: see deadLetters

// Written in the transaction that makes the event done: both happen, or neither does.
function save(number = "", records: readonly MessageRecord[], { tx }: Delivery): void {
  if (tx === undefined) throw new Error("The messages need an intake with transactions.");
  tx(() => {
    for (const { message, direction, source, sentAt, customer } of records) {
      const content = JSON.stringify({ message, direction, source, sentAt, customer });
      insert.run(number, message.id, message.type, content);
      console.log(source, direction, message.type);
    }
  });
}

// No event says that a business left, so look now and then. What it comes back with is a new `channel_live`.
async function lookWhoLeft(): Promise<void> {
  for (const { id, is_on_biz_app } of await partner.channels.list()) {
    const hasLeft = Number(is_on_biz_app === false);
    if (setLeft.run(hasLeft, id, hasLeft).changes === 1) console.log(hasLeft ? "left:" : "is back:", id);
  }
}

const webhook = nodeMount(coexistence);
const server = createServer((request, response) => {
  if (request.url?.split("?")[0] === "/webhook") return webhook(request, response);
  response.writeHead(404).end();
});
server.listen(Number(PORT), async () => {
  await partner.settings.setWebhookUrl(webhookUrl).then(lookWhoLeft).catch(console.error);
  setInterval(() => lookWhoLeft().catch(console.error), 60 * 60_000).unref();
  console.log(`Listening on port ${PORT}`);
});

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  await Promise.race([new Promise((closed) => server.close(closed)), wait(2_000)]);
  await coexistence.close(); // what is not done by then is delivered at the next start
  database.close();
  setTimeout(() => process.exit(), 100); // after the last answers
}
