import { comparableNumber } from "../phone-number/variants.ts";
import type { Contact } from "../schemas/index.ts";

/** How a message or status names its customer. */
export interface CustomerIdentity {
  number?: string | undefined;
  userId?: string | undefined;
}

/**
 * The list `contacts` of one value, to look up who a message is from.
 *
 * @internal
 */
export class ContactBook {
  readonly #contacts: readonly Contact[];
  readonly #isSingle: boolean;
  #byUserId: Map<string, Contact> | undefined;
  #byNumber: Map<string, Contact> | undefined;

  /**
   * @param contacts - the entries that could be read.
   * @param size - how many entries the list holds, with those that could not.
   */
  constructor(contacts: readonly Contact[], size: number = contacts.length) {
    this.#contacts = contacts;
    this.#isSingle = size === 1;
  }

  /**
   * Finds the entry that belongs to a message.
   *
   * @param alone - whether the message is the only item of the value. A single entry then belongs to it even where the
   * numbers differ: `wa_id` need not equal `from`.
   */
  find({ number, userId }: CustomerIdentity, alone: boolean): Contact | undefined {
    const [first] = this.#contacts;
    if (first === undefined) return undefined;
    if (alone && this.#isSingle) {
      const isSomeoneElse = userId !== undefined && first.user_id !== undefined && first.user_id !== userId;
      return isSomeoneElse ? undefined : first;
    }
    return (
      (userId === undefined ? undefined : this.#indexByUserId().get(userId)) ??
      (number === undefined ? undefined : this.#indexByNumber().get(numberKey(number)))
    );
  }

  #indexByUserId(): Map<string, Contact> {
    this.#byUserId ??= new Map(
      this.#contacts.flatMap((contact) => (contact.user_id ? [[contact.user_id, contact]] : [])),
    );
    return this.#byUserId;
  }

  #indexByNumber(): Map<string, Contact> {
    this.#byNumber ??= new Map(
      this.#contacts.flatMap((contact) => (contact.wa_id ? [[numberKey(contact.wa_id), contact]] : [])),
    );
    return this.#byNumber;
  }
}

// Two texts without digits are two people.
const numberKey = (number: string): string => comparableNumber(number) || number;
