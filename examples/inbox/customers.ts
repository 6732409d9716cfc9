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
   * Finds the row of a customer by any of their keys, or makes it. A customer who was known by number alone gets a user id
   * later, so two rows can turn out to be one.
   */
  find(number: string, customer: Customer): number {
    const keys = keysOf(customer);
    const [id = this.#create(number), ...same] = this.#known(number, keys);
    for (const other of same) this.#merge(other, id);
    for (const key of keys) {
      this.#sql.run("INSERT INTO customer_keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING", number, key, id);
    }
    return id;
  }

  /** Notes what a message says of its customer. */
  describe(id: number, { waId, userId, profileName, username }: Customer, at: number): void {
    this.#learn(id, "wa_id", waId, at);
    this.#learn(id, "user_id", userId, at);
    this.#learn(id, "profile_name", profileName, at);
    this.#learn(id, "username", username, at);
  }

  /** Takes contacts of the address book: the newest change wins, and of two alike the one that arrives later. */
  saveContacts(number: string, contacts: readonly SyncedContact[]): void {
    for (const { customer, action, fullName, changedAt } of contacts) {
      const id = this.find(number, customer);
      const at = changedAt?.getTime() ?? 0;
      this.describe(id, customer, at);
      // One that was removed leaves the time behind, so that an older addition cannot bring it back.
      this.#learn(id, "contact_name", action === "remove" ? null : fullName, at);
    }
  }

  #known(number: string, keys: readonly string[]): number[] {
    const rows = keys.flatMap((key) =>
      this.#sql.all<{ customer: number }>(
        "SELECT customer FROM customer_keys WHERE number = ? AND key = ?",
        number,
        key,
      ),
    );
    return [...new Set(rows.map(({ customer }) => customer))].sort((left, right) => left - right);
  }

  #create(number: string): number {
    const [row] = this.#sql.all<{ id: number }>("INSERT INTO customers (number) VALUES (?) RETURNING id", number);
    if (row === undefined) throw new Error("The new customer has no id.");
    return row.id;
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

function keysOf({ userId, waId }: Customer): string[] {
  const keys = [...(userId === undefined ? [] : [userId]), ...(waId === undefined ? [] : phoneNumberVariants(waId))];
  return keys.length === 0 ? ["nobody who was named"] : keys;
}
