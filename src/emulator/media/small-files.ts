/** A PDF of one page with a line of text. */
export function onePagePdf(): Uint8Array<ArrayBuffer> {
  const content = "BT /F1 24 Tf 72 720 Td (An invented document) Tj ET";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text + table + end, "latin1"));
}

/** An MP4 without a track: a file that opens, and shows nothing. */
export function emptyVideo(): Uint8Array<ArrayBuffer> {
  const brands = Buffer.from("isom\0\0\x02\0isommp41", "latin1");
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1_000, 12); // units a second
  header.writeUInt32BE(0x00010000, 20); // the usual speed
  header.writeUInt16BE(0x0100, 24); // the usual loudness
  for (const [place, value] of [
    [36, 0x00010000],
    [52, 0x00010000],
    [68, 0x40000000],
  ] as const) {
    header.writeUInt32BE(value, place); // the matrix that turns nothing
  }
  header.writeUInt32BE(1, 96); // the next track
  return new Uint8Array(Buffer.concat([box("ftyp", brands), box("moov", box("mvhd", header))]));
}

function box(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length, 0);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, content]);
}

/** A WebP of one pixel that lets everything through. */
export function transparentSticker(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64"));
}
