import { JsonWriter } from "./json-writer.ts";
import type { Level } from "./level.ts";
import type { Span } from "./tree.ts";

// What stands around the items of an ordinary webhook is a tenth of this.
const littleAround = 4 * 1024;

/**
 * Writes the parts of a body: items, one after the other, and around them in every part the levels they stand in.
 *
 * @internal
 */
export class PartWriter {
  readonly body: Uint8Array;
  readonly #bytes: number;
  readonly #out = new JsonWriter();
  readonly #levels: Level[] = [];
  /** How many of the levels are begun in this part. */
  #begun = 0;
  /** How many bytes the items of this part have, and how many will still be written around them. */
  #items = 0;
  #later = 0;

  /** @param bytes - the size at which a part is full. */
  constructor(body: Uint8Array, bytes: number) {
    this.body = body;
    this.#bytes = bytes;
  }

  /** Whether a value has to be cut. What fits into a part of its own stays in one piece. */
  isLarge({ start, end }: Span): boolean {
    return end - start > this.#bytes;
  }

  /** The bytes of a value. */
  slice({ start, end }: Span): Uint8Array {
    return this.body.subarray(start, end);
  }

  /** Goes into a level. It has to get an item before it is left. */
  enter(level: Level): void {
    this.#levels.push(level);
  }

  /** Leaves the innermost level for good. */
  leave(): void {
    this.#levels.pop()?.close(this.#out, true);
    this.#begun = this.#levels.length;
  }

  /**
   * Makes room for an item, or for all of one that is cut.
   *
   * @returns the part that is done for it.
   */
  makeRoom(item: Span): Uint8Array | undefined {
    if (this.#items === 0) return undefined;
    const around = this.#out.size + this.#later - this.#items;
    const isFull = around + this.#items + item.end - item.start > this.#bytes;
    // Where much has to be repeated, larger parts keep all of them together from growing without limit.
    const isWorthIt = around <= littleAround || this.#items >= around;
    return isFull && isWorthIt ? this.#finishPart() : undefined;
  }

  /** Adds an item to the innermost level. */
  add(item: Span): void {
    for (; this.#begun < this.#levels.length; this.#begun++) this.#levels[this.#begun]?.open(this.#out);
    this.#out.add(this.slice(item));
    this.#items += item.end - item.start;
  }

  /** Counts what a level of this part will write when it ends. */
  expect(bytes: number): void {
    this.#later += bytes;
  }

  /** Takes what is left when all levels were left. */
  takeLast(): Uint8Array {
    return this.#out.take();
  }

  #finishPart(): Uint8Array {
    for (; this.#begun > 0; this.#begun--) this.#levels[this.#begun - 1]?.close(this.#out, false);
    this.#items = 0;
    this.#later = 0;
    return this.#out.take();
  }
}
