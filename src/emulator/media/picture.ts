import { crc32, deflateSync } from "node:zlib";
import { Random } from "../../payloads/random.ts";

const width = 480;
const height = 360;

/** Red, green and blue, from 0 to 255. */
type Colour = readonly [number, number, number];

/**
 * Draws a picture as a PNG: two colours that flow into each other, and a soft light. The same seed draws the same one.
 *
 * @see https://www.w3.org/TR/png-3/
 */
export function drawPicture(seed: number): Uint8Array<ArrayBuffer> {
  const random = new Random(seed);
  const hue = random.next();
  const from = toColour(hue, 0.55, 0.72);
  const to = toColour(hue + 0.12 + 0.2 * random.next(), 0.6, 0.42);
  const [lightX, lightY] = [width * (0.2 + 0.6 * random.next()), height * (0.15 + 0.4 * random.next())];
  const lines = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y += 1) {
    // Each line begins with its filter: none. What flows softly is compressed well without one.
    const start = y * (1 + 3 * width) + 1;
    for (let x = 0; x < width; x += 1) {
      const place = (x / width + y / height) / 2;
      const light = 0.45 * Math.max(0, 1 - Math.hypot(x - lightX, y - lightY) / (0.55 * width)) ** 2;
      for (let part = 0; part < 3; part += 1) {
        const colour = (from[part] ?? 0) + place * ((to[part] ?? 0) - (from[part] ?? 0));
        lines[start + 3 * x + part] = Math.round(colour + light * (255 - colour));
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits of red, green and blue
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk("IHDR", header),
      chunk("IDAT", deflateSync(lines)),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** From hue, saturation and lightness, each from 0 to 1. */
function toColour(hue: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (offset: number): number => {
    const place = (offset + hue * 12) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  return [part(0), part(8), part(4)];
}
