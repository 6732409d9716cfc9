import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";

/** Bodies of more bytes than this are packed, and read one by one. */
export const largestPlain = 64 * 1024;

// Each piece comes back through the event loop, and the default of 16 kB makes hundreds of them.
const chunkSize = 1024 * 1024;
const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/**
 * Packs a large body to a fifth of its size, in another thread. Writing, reading and removing a body holds the event
 * loop, and takes as long as the body is large.
 */
export async function pack(body: Uint8Array): Promise<Uint8Array> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  // Higher qualities take longer and gain a few per cent.
  return compress(body, { chunkSize, params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_SIZE_HINT]: body.length } });
}

/** The body, byte for byte as it was. */
export async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  return decompress(packed, { chunkSize });
}
