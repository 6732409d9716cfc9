import { type Customer, phoneNumberVariants, type SyncedContact } from "whatsapp-coexistence";
import { customerFacts } from "./schema.ts";
import type { Sql } from "./sql.ts";

type Fact = (typeof customerFacts)[number];

/** Who the chats of all numbers are with. */
export class Customers {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Finds the row of a customer by any of their keys, or makes it, and notes what a message of this time says of them. A
   * customer who was known by number alone gets a user id later, so two rows can turn out to be one. A number that comes
   * with another user id was given to somebody else.
   *
   * @param known - rows that are this customer in any case.
   */
  meet(number: string, customer: Customer, at: number, known: readonly number[] = []): number {
    const numbers = numbersOf(customer);
    const own = [...known, ...this.#find(number, idsOf(customer))];
    const holders = this.#find(number, numbers).filter((holder) => !own.includes(holder));
    const others = holders
      .map((holder) => this.#read(holder))
      .filter((holder) => isSomebodyElse(holder, customer, known));
    // Of an old message, that may arrive late: its number has passed on since.
    const isOver = others.some(({ wa_id_at }) => (wa_id_at ?? 0) > at);
    const id = this.#join(
      number,
      isOver ? own : [...own, ...holders.filter((holder) => others.every((other) => other.id !== holder))],
    );
    if (!isOver) for (const other of others) this.#takeNumber(number, numbers, other.id, at);
    for (const key of [...idsOf(customer), ...(isOver ? [] : numbers)]) {
      this.#sql.run("INSERT INTO customer_keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING", number, key, id);
    }
    this.#learn(id, "wa_id", isOver ? undefined : customer.waId, at);
    this.#learn(id, "user_id", customer.userId, at);
    this.#learn(id, "profile_name", customer.profileName, at);
    this.#learn(id, "username", customer.username, at);
    return id;
  }

  /** Joins who a customer was with who they are now. WhatsApp says it when they change their number, which changes their id. */
  follow(number: string, before: Customer, now: Customer, at: number): void {
    if (!isNamed(before) || !isNamed(now)) return;
    const id = this.meet(number, before, at);
    const [holder] = this.#find(number, numbersOf(now)).map((row) => this.#read(row));
    // Whoever has written from the new number since is this customer. Whoever had it before is somebody else.
    const since = holder !== undefined && (holder.wa_id_at ?? 0) >= at ? holder.user_id : null;
    // Until their new id is known, any that comes with the new number is theirs.
    this.#learn(id, "user_id", null, at);
    this.meet(number, { ...now, ...(now.userId === undefined && since !== null && { userId: since }) }, at, [id]);
  }

  /** Takes contacts of the address book: the newest change wins, and of two alike the one that arrives later. */
  saveContacts(number: string, contacts: readonly SyncedContact[]): void {
    for (const { customer, action, fullName, changedAt } of contacts) {
      const at = changedAt?.getTime() ?? 0;
      const id = this.meet(number, customer, at);
      // One that was removed leaves the time behind, so that an older addition cannot bring it back.
      this.#learn(id, "contact_name", action === "remove" ? null : fullName, at);
    }
  }

  #find(number: string, keys: readonly string[]): number[] {
    const rows = keys.flatMap((key) =>
      this.#sql.all<{ customer: number }>(
        "SELECT customer FROM customer_keys WHERE number = ? AND key = ?",
        number,
        key,
      ),
    );
    return [...new Set(rows.map(({ customer }) => customer))];
  }

  #read(id: number): CustomerRow {
    const [row] = this.#sql.all<CustomerRow>("SELECT id, user_id, wa_id_at FROM customers WHERE id = ?", id);
    if (row === undefined) throw new Error("A key leads to a customer who is not there.");
    return row;
  }

  /** Makes one row of these, or a new one where there is none. */
  #join(number: string, rows: readonly number[]): number {
    const [id = this.#create(number), ...same] = [...new Set(rows)].sort((left, right) => left - right);
    for (const other of same) this.#merge(other, id);
    return id;
  }

  #create(number: string): number {
    const [row] = this.#sql.all<{ id: number }>("INSERT INTO customers (number) VALUES (?) RETURNING id", number);
    if (row === undefined) throw new Error("The new customer has no id.");
    return row.id;
  }

  #takeNumber(number: string, keys: readonly string[], holder: number, at: number): void {
    for (const key of keys) {
      this.#sql.run("DELETE FROM customer_keys WHERE number = ? AND key = ? AND customer = ?", number, key, holder);
    }
    this.#learn(holder, "wa_id", null, at);
  }

  #learn(id: number, fact: Fact, value: string | null | undefined, at: number): void {
    if (value === undefined) return;
    this.#sql.run(
      `UPDATE customers SET ${fact} = ?, ${fact}_at = ?
       WHERE id = ? AND (${fact}_at IS NULL OR ${fact}_at < ? OR (${fact}_at = ? AND ${fact} IS NOT ?))`,
      ...[value, at, id, at, at, value],
    );
  }

  #merge(from: number, into: number): void {
    for (const fact of customerFacts) {
      this.#sql.run(
        `UPDATE customers SET ${fact} = other.${fact}, ${fact}_at = other.${fact}_at FROM customers AS other
         WHERE customers.id = ? AND other.id = ? AND other.${fact}_at > coalesce(customers.${fact}_at, -1)`,
        ...[into, from],
      );
    }
    this.#sql.run("UPDATE messages SET customer = ? WHERE customer = ?", into, from);
    this.#sql.run("UPDATE customer_keys SET customer = ? WHERE customer = ?", into, from);
    this.#sql.run("UPDATE former_customers SET customer = ? WHERE customer = ?", into, from);
    this.#sql.run("INSERT INTO former_customers VALUES (?, ?)", from, into);
    this.#sql.run("DELETE FROM customers WHERE id = ?", from);
  }
}

interface CustomerRow {
  readonly id: number;
  readonly user_id: string | null;
  /** When they were last known to have their number. */
  readonly wa_id_at: number | null;
}

function isSomebodyElse({ user_id }: CustomerRow, { userId }: Customer, known: readonly number[]): boolean {
  if (userId === undefined && known.length === 0) return false; // nothing tells them apart
  return user_id !== null && user_id !== userId;
}

function isNamed({ userId, waId }: Customer): boolean {
  return userId !== undefined || waId !== undefined;
}

/** The keys that are not the number. A username may pass on to somebody else, so it is one only where there is no other. */
function idsOf(customer: Customer): string[] {
  if (customer.userId !== undefined) return [customer.userId];
  if (customer.waId !== undefined) return [];
  return [customer.username === undefined ? "nobody who was named" : `@${customer.username}`];
}

function numbersOf({ waId }: Customer): string[] {
  return waId === undefined ? [] : phoneNumberVariants(waId);
}
