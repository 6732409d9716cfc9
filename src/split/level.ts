import type { JsonWriter } from "./json-writer.ts";

/**
 * An object or list that is cut: it is begun and ended in several parts.
 *
 * @internal
 */
export interface Level {
  /** Begins it in a part. */
  open(out: JsonWriter): void;
  /**
   * Ends it in a part.
   *
   * @param isLast - whether no other part will hold any of it.
   */
  close(out: JsonWriter, isLast: boolean): void;
}

/**
 * A list that is a member of the level around it.
 *
 * @internal
 */
export class ListLevel implements Level {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  open(out: JsonWriter): void {
    out.open(`${JSON.stringify(this.#key)}:[`);
  }

  close(out: JsonWriter): void {
    out.close("]");
  }
}

/**
 * The members of an object that is cut, each as it stands in the body.
 *
 * @internal
 */
export interface LevelMembers {
  /** For the first part that holds any of it. */
  readonly first: readonly Uint8Array[];
  /** For every other part. */
  readonly again: readonly Uint8Array[];
  /** For the last part. */
  readonly last: readonly Uint8Array[];
}

/**
 * An object, as an item or as a member of the level around it.
 *
 * @internal
 */
export class ObjectLevel implements Level {
  readonly #beginning: string;
  readonly #members: LevelMembers;
  readonly #addMore: ((out: JsonWriter, isLast: boolean) => void) | undefined;
  #isFirst = true;

  /**
   * @param key - the key, where it is a member.
   * @param addMore - adds members that depend on what the part holds.
   */
  constructor(key: string | undefined, members: LevelMembers, addMore?: (out: JsonWriter, isLast: boolean) => void) {
    this.#beginning = key === undefined ? "{" : `${JSON.stringify(key)}:{`;
    this.#members = members;
    this.#addMore = addMore;
  }

  open(out: JsonWriter): void {
    out.open(this.#beginning);
    for (const member of this.#isFirst ? this.#members.first : this.#members.again) out.add(member);
    this.#isFirst = false;
  }

  close(out: JsonWriter, isLast: boolean): void {
    this.#addMore?.(out, isLast);
    if (isLast) for (const member of this.#members.last) out.add(member);
    out.close("}");
  }
}
