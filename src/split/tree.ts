/**
 * A value in the body: its first byte, and the byte after its last.
 *
 * @internal
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A member of an object that is looked into.
 *
 * @internal
 */
export interface Member {
  /** The key as `JSON.parse` would read it. */
  readonly key: string;
  /** Where the key's quotation mark stands. */
  readonly start: number;
  readonly value: Span;
}

/**
 * An object that is looked into.
 *
 * @internal
 */
export class ObjectNode implements Span {
  readonly start: number;
  end: number;
  readonly #members = new Map<string, Member>();
  #hasTwice = false;

  constructor(start: number) {
    this.start = start;
    this.end = start;
  }

  /** Whether a key stands in it twice. Which member counts is then for the parser to say. */
  get hasTwice(): boolean {
    return this.#hasTwice;
  }

  /** The members, in the sender's order. */
  get members(): Iterable<Member> {
    return this.#members.values();
  }

  add(member: Member): void {
    if (this.#members.has(member.key)) this.#hasTwice = true;
    this.#members.set(member.key, member);
  }

  has(key: string): boolean {
    return this.#members.has(key);
  }

  /** The value of a member. */
  get(key: string): Span | undefined {
    return this.#members.get(key)?.value;
  }
}

/**
 * A list that is looked into.
 *
 * @internal
 */
export class ListNode implements Span {
  readonly start: number;
  end: number;
  readonly items: Span[] = [];
  /** Whether any of its objects has a key that can name a user. */
  namesUsers = false;

  constructor(start: number) {
    this.start = start;
    this.end = start;
  }
}
