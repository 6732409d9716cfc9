const encoder = new TextEncoder();
const separator = encoder.encode(",");

/**
 * Writes a JSON text out of pieces of another, and puts the commas between them.
 *
 * @internal
 */
export class JsonWriter {
  #pieces: Uint8Array[] = [];
  #size = 0;
  #needsComma = false;

  /** How many bytes were written. */
  get size(): number {
    return this.#size;
  }

  /** Begins an object or list, with its key where it is a member. */
  open(beginning: string): void {
    this.#separate();
    this.#push(encoder.encode(beginning));
    this.#needsComma = false;
  }

  /** Adds an item or member, as it stands in the other text. */
  add(piece: Uint8Array): void {
    this.#separate();
    this.#push(piece);
    this.#needsComma = true;
  }

  /** Ends an object or list. */
  close(end: "}" | "]"): void {
    this.#push(encoder.encode(end));
    this.#needsComma = true;
  }

  /** Takes what was written, and begins anew. */
  take(): Uint8Array {
    const text = new Uint8Array(this.#size);
    let end = 0;
    for (const piece of this.#pieces) {
      text.set(piece, end);
      end += piece.length;
    }
    this.#pieces = [];
    this.#size = 0;
    this.#needsComma = false;
    return text;
  }

  #separate(): void {
    if (this.#needsComma) this.#push(separator);
  }

  #push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#size += piece.length;
  }
}
