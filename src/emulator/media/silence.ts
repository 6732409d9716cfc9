/** How many frames of 20 ms the message has: one second. */
const frames = 50;

/** 20 ms of silence in one channel, as Opus codes them. */
const silentFrame = [0xf8, 0xff, 0xfe];

/**
 * Makes a voice message of one second without a sound: Opus in Ogg, as WhatsApp records them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7845
 */
export function silentVoiceMessage(): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(19);
  head.write("OpusHead", "latin1");
  head.set([1, 1], 8); // the version, and one channel
  head.writeUInt32LE(48_000, 12);
  const tags = Buffer.alloc(16);
  tags.write("OpusTags", "latin1");
  const sound = Buffer.from(Array.from({ length: frames }, () => silentFrame).flat());
  return new Uint8Array(
    Buffer.concat([
      page({ number: 0, flags: 2, position: 0, packets: [head.length], body: head }),
      page({ number: 1, flags: 0, position: 0, packets: [tags.length], body: tags }),
      page({ number: 2, flags: 4, position: frames * 960, packets: Array(frames).fill(3), body: sound }),
    ]),
  );
}

interface Page {
  readonly number: number;
  /** 2 on the first page, 4 on the last. */
  readonly flags: number;
  /** How many samples were played with it, at 48 kHz. */
  readonly position: number;
  /** The length of each packet, below 255 bytes. */
  readonly packets: readonly number[];
  readonly body: Buffer;
}

/** @see https://www.rfc-editor.org/rfc/rfc3533 */
function page({ number, flags, position, packets, body }: Page): Buffer {
  const header = Buffer.alloc(27);
  header.write("OggS", "latin1");
  header[5] = flags;
  header.writeBigUInt64LE(BigInt(position), 6);
  header.writeUInt32LE(1, 14); // the stream
  header.writeUInt32LE(number, 18);
  header[26] = packets.length;
  const whole = Buffer.concat([header, Buffer.from(packets), body]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

/** Ogg's own CRC: that of zlib reads the bits the other way round. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
