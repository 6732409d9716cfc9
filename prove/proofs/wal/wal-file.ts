// The layout of a WAL: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
const headerSize = 32;
const frameHeaderSize = 24;
const littleEndian = 0x377f0682;

/** A WAL, byte for byte. */
export class WalFile {
  readonly #bytes: Buffer;
  readonly #frameSize: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#frameSize = frameHeaderSize + bytes.readUInt32BE(8);
  }

  /** Where its last frame ends. What comes after it is left over from before the last checkpoint. */
  get end(): number {
    return headerSize + this.#frames().length * this.#frameSize;
  }

  /** How many commits are whole in what comes before an offset. */
  commitsBefore(offset: number): number {
    return this.#frames().filter((start) => this.#isCommit(start) && start + this.#frameSize <= offset).length;
  }

  /**
   * The WAL up to a commit of several pages, without one of these pages and with checksums that fit: what would be there if
   * SQLite did not check what it finds.
   */
  withoutPageOf(commit: number, pick: (pages: number) => number): Buffer | undefined {
    const frames = this.#frames();
    const ends = frames.flatMap((start, index) => (this.#isCommit(start) ? [index] : []));
    const [first, last] = [(ends[commit - 2] ?? -1) + 1, ends[commit - 1] ?? -1];
    if (last <= first) return undefined;
    const missing = frames[first + pick(last - first)] ?? 0;
    const before = this.#bytes.subarray(0, missing);
    const after = this.#bytes.subarray(missing + this.#frameSize, (frames[last] ?? 0) + this.#frameSize);
    return new WalFile(Buffer.concat([before, after])).#withFittingChecksums();
  }

  /** The places of the frames. Those of this WAL have its salt; what is left over has another. */
  #frames(): number[] {
    const salt = this.#bytes.subarray(16, 24);
    const starts: number[] = [];
    for (let start = headerSize; start + this.#frameSize <= this.#bytes.length; start += this.#frameSize) {
      if (!this.#bytes.subarray(start + 8, start + 16).equals(salt)) break;
      starts.push(start);
    }
    return starts;
  }

  /** A copy whose checksums fit to what is in it, so that SQLite takes it for whole. */
  #withFittingChecksums(): Buffer {
    const bytes = Buffer.from(this.#bytes);
    const isLittle = bytes.readUInt32BE(0) === littleEndian;
    let sum = checksum(bytes.subarray(0, 24), isLittle, [0, 0]);
    write(bytes, 24, sum);
    for (const start of this.#frames()) {
      sum = checksum(bytes.subarray(start, start + 8), isLittle, sum);
      sum = checksum(bytes.subarray(start + frameHeaderSize, start + this.#frameSize), isLittle, sum);
      write(bytes, start + 16, sum);
    }
    return bytes;
  }

  /** The last frame of a commit says how large the database is after it. */
  #isCommit(start: number): boolean {
    return this.#bytes.readUInt32BE(start + 4) !== 0;
  }
}

type Sum = readonly [number, number];

function checksum(bytes: Buffer, isLittle: boolean, [first, second]: Sum): Sum {
  let [left, right] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    left = (left + (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) + right) >>> 0;
    right = (right + (isLittle ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)) + left) >>> 0;
  }
  return [left, right];
}

function write(bytes: Buffer, at: number, [left, right]: Sum): void {
  bytes.writeUInt32BE(left, at);
  bytes.writeUInt32BE(right, at + 4);
}
