import type { SqliteDatabase } from "whatsapp-coexistence/sqlite";

/**
 * What a message is put together from. Each part is a column of its own and holds JSON with a `rank`: of two, the higher
 * one stays, so it does not matter in which order, or how often, they arrive. Times are in seconds, so two edits of the same
 * second cannot be told apart: of those the one that arrives last stays.
 */
export const parts = [
  "original",
  "asset",
  "edit",
  "revoke",
  "status",
  "reaction_inbound",
  "reaction_outbound",
] as const;

/** What is known of a customer. Each has the time beside it from which it is known: the newest stays. */
export const customerFacts = ["wa_id", "user_id", "profile_name", "username", "contact_name"] as const;

/**
 * Makes the tables. Beside them, in the same file, stand those of the intake, which begin with `coexistence_`.
 *
 * Who a chat is with has one row in `customers`, and one in `customer_keys` for each way in which they were named so far.
 * Two of them can turn out to be the same person: the one that gave way is in `former_customers`, so that links go on.
 */
export function prepareSchema(database: SqliteDatabase): void {
  const sentAt = parts.map((part) => `${part} ->> '$.sentAt'`).join(", ");
  const newest = "newest_at = (SELECT max(sent_at) FROM messages WHERE customer = customers.id)";
  database.exec(`
    CREATE TABLE IF NOT EXISTS numbers (
      id TEXT PRIMARY KEY, waba_id TEXT, display_phone_number TEXT,
      chats INTEGER NOT NULL DEFAULT 0, messages INTEGER NOT NULL DEFAULT 0, contacts INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE IF NOT EXISTS account_changes (
      about TEXT NOT NULL, at INTEGER NOT NULL, change TEXT NOT NULL, explanation TEXT NOT NULL,
      PRIMARY KEY (about, at, change)
    );
    CREATE TABLE IF NOT EXISTS customers (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, messages INTEGER NOT NULL DEFAULT 0, newest_at INTEGER,
      ${customerFacts.map((fact) => `${fact} TEXT, ${fact}_at INTEGER`).join(", ")}
    );
    CREATE INDEX IF NOT EXISTS chats_by_time ON customers (number, newest_at DESC, id DESC) WHERE messages > 0;
    CREATE TRIGGER IF NOT EXISTS customer_added AFTER INSERT ON customers BEGIN ${addUp("NEW", "+")} END;
    CREATE TRIGGER IF NOT EXISTS customer_changed AFTER UPDATE OF messages, contact_name ON customers
    WHEN NEW.messages <> OLD.messages OR (NEW.contact_name IS NULL) <> (OLD.contact_name IS NULL)
    BEGIN ${addUp("OLD", "-")} ${addUp("NEW", "+")} END;
    CREATE TRIGGER IF NOT EXISTS customer_removed AFTER DELETE ON customers BEGIN ${addUp("OLD", "-")} END;
    CREATE TABLE IF NOT EXISTS customer_keys (
      number TEXT NOT NULL, key TEXT NOT NULL, customer INTEGER NOT NULL, PRIMARY KEY (number, key)
    );
    CREATE INDEX IF NOT EXISTS keys_of_customer ON customer_keys (customer);
    CREATE TABLE IF NOT EXISTS former_customers (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL);

    CREATE TABLE IF NOT EXISTS messages (
      number TEXT NOT NULL, id TEXT NOT NULL, customer INTEGER NOT NULL,
      ${parts.map((part) => `${part} TEXT`).join(", ")},
      sent_at INTEGER NOT NULL AS (coalesce(${sentAt}, 0)) STORED,
      PRIMARY KEY (number, id)
    );
    CREATE INDEX IF NOT EXISTS messages_by_time ON messages (customer, sent_at DESC, id DESC);
    CREATE TRIGGER IF NOT EXISTS message_added AFTER INSERT ON messages BEGIN
      UPDATE customers SET messages = messages + 1, ${newest} WHERE id = NEW.customer;
    END;
    CREATE TRIGGER IF NOT EXISTS message_changed AFTER UPDATE ON messages BEGIN
      UPDATE customers SET messages = messages + (NEW.customer <> OLD.customer), ${newest} WHERE id = NEW.customer;
      UPDATE customers SET messages = messages - 1, ${newest} WHERE id = OLD.customer AND id <> NEW.customer;
    END;

    CREATE TABLE IF NOT EXISTS media (
      id TEXT PRIMARY KEY, number TEXT NOT NULL, type TEXT NOT NULL, filename TEXT,
      attempts INTEGER NOT NULL DEFAULT 0, due INTEGER DEFAULT 0, bytes BLOB
    );
    CREATE INDEX IF NOT EXISTS media_to_fetch ON media (due) WHERE bytes IS NULL;`);
}

/** The sums of a number, kept as its customers change: to count them each time is slow where there are many. */
function addUp(row: "NEW" | "OLD", sign: "+" | "-"): string {
  return `UPDATE numbers SET chats = chats ${sign} (${row}.messages > 0), messages = messages ${sign} ${row}.messages,
    contacts = contacts ${sign} (${row}.contact_name IS NOT NULL) WHERE id = ${row}.number;`;
}
