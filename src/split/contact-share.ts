import { Contact } from "../schemas/index.ts";
import type { JsonWriter } from "./json-writer.ts";
import { read } from "./members.ts";
import type { PartWriter } from "./part-writer.ts";
import type { ListNode, Span } from "./tree.ts";

/** How many contacts are read in one step. */
const stride = 200;

/**
 * The list `contacts` of a value that is cut. Each part gets those that belong to its items; those that belong to none
 * go into the last, and those that are malformed into the first, so that they come out once.
 *
 * A part may get more than the parser looks at, and never fewer.
 *
 * @internal
 */
export class ContactShare {
  readonly #out: PartWriter;
  readonly #contacts: readonly Span[];
  /** Where the contacts of a customer stand in the list. */
  readonly #places = new Map<string, number[]>();
  readonly #malformed = new Set<number>();
  readonly #written = new Set<number>();
  readonly #isOneOfMany: boolean;
  #needed = new Set<number>();
  #items = 0;

  /** @param items - how many items the whole value has. */
  constructor(out: PartWriter, contacts: ListNode, items: number) {
    this.#out = out;
    this.#contacts = contacts.items;
    this.#isOneOfMany = items > 1;
  }

  /** Reads the list. Before that, the share knows nobody. */
  *read(): Generator<undefined, void> {
    for (const [place, item] of this.#contacts.entries()) {
      const contact = Contact.safeParse(read(this.#out, item));
      if (!contact.success) {
        this.#malformed.add(place);
        this.#needed.add(place);
      } else {
        const { user_id, wa_id } = contact.data;
        for (const name of namesOf([user_id, wa_id])) this.#note(place, name);
      }
      if (place % stride === stride - 1) yield;
    }
  }

  /** Counts an item among those of this part, with the contacts it may belong to. */
  include(item: Span): void {
    this.#items++;
    if (this.#places.size === 0) return;
    const value = read(this.#out, item);
    if (typeof value !== "object" || value === null) return;
    for (const name of namesOf(Object.values(value))) {
      for (const place of this.#places.get(name) ?? []) {
        if (this.#needed.has(place)) continue;
        this.#needed.add(place);
        this.#out.expect(this.#slice(place).length);
      }
    }
  }

  /** Adds the list to a part, and begins with the next. */
  write(to: JsonWriter, isLast: boolean): void {
    for (let place = 0; isLast && place < this.#contacts.length; place++) {
      if (!this.#written.has(place)) this.#needed.add(place);
    }
    const places = [...this.#needed].sort((left, right) => left - right);
    const [only] = places;
    // The parser takes one contact beside one item for that item's, whatever their numbers. In the whole value they are
    // not alone, so they must not be here either.
    const isAlone = places.length === 1 && this.#items === 1 && this.#isOneOfMany;
    if (only !== undefined && isAlone && !this.#malformed.has(only)) places.push(only);
    if (places.length > 0) {
      to.open('"contacts":[');
      for (const place of places) to.add(this.#slice(place));
      to.close("]");
    }
    for (const place of places) this.#written.add(place);
    this.#needed = new Set();
    this.#items = 0;
  }

  #note(place: number, name: string): void {
    const places = this.#places.get(name);
    if (places === undefined) this.#places.set(name, [place]);
    else places.push(place);
  }

  #slice(place: number): Uint8Array {
    return this.#out.slice(this.#contacts[place] as Span);
  }
}

/** Everything that texts can be compared by: as they are, and as phone numbers. */
function namesOf(values: readonly unknown[]): string[] {
  return values.flatMap((value) => {
    if (typeof value !== "string" && typeof value !== "number") return [];
    const text = String(value);
    // However a number is written, its last eight digits are the same.
    const digits = text.replace(/\D/g, "").slice(-8);
    return digits === "" || digits === text ? [text] : [text, digits];
  });
}
