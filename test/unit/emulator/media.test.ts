import { createHash } from "node:crypto";
import { crc32, inflateSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findMediaFile } from "../../../src/emulator/media/media-file.ts";
import { inventMediaId, mediaKinds } from "../../../src/payloads/messages/media-id.ts";
import { Random } from "../../../src/payloads/random.ts";
import { createGraph } from "./meta/graph.ts";

const fileOf = (id: string) => {
  const file = findMediaFile(id);
  if (file === undefined) throw new Error("There is no such file.");
  return { ...file, text: Buffer.from(file.bytes).toString("latin1") };
};

describe("a file of the emulator", () => {
  it("is of the kind that its id says", () => {
    const types = mediaKinds.map((kind) => fileOf(inventMediaId(new Random(7), kind)).mime_type);
    expect(types).toEqual(["image/png", "video/mp4", "audio/ogg", "application/pdf", "image/webp"]);
  });

  it("is the same for the same id, and another for another", () => {
    const [one, again, other] = ["300000000000003", "300000000000003", "300000000000004"].map(fileOf);
    expect(one?.sha256).toBe(again?.sha256);
    expect(one?.sha256).not.toBe(other?.sha256);
    expect(one?.sha256).toBe(
      createHash("sha256")
        .update(one?.bytes ?? "")
        .digest("hex"),
    );
  });

  it("is a picture that every reader of PNG takes", () => {
    const picture = Buffer.from(fileOf("300000000000003").bytes);
    const chunks: [type: string, data: Buffer][] = [];
    for (let place = 8; place < picture.length; ) {
      const length = picture.readUInt32BE(place);
      const named = picture.subarray(place + 4, place + 8 + length);
      expect(picture.readUInt32BE(place + 8 + length)).toBe(crc32(named));
      chunks.push([named.toString("latin1", 0, 4), named.subarray(4)]);
      place += 12 + length;
    }
    expect(chunks.map(([type]) => type)).toEqual(["IHDR", "IDAT", "IEND"]);
    const [[, header = Buffer.alloc(0)] = [], [, data = Buffer.alloc(0)] = []] = chunks;
    expect(inflateSync(data).length).toBe(header.readUInt32BE(4) * (1 + 3 * header.readUInt32BE(0)));
  });

  it("is a document whose table leads to its objects", () => {
    const { text } = fileOf("300030000000003");
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe("xref");
    const places = [...text.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].map(([, place]) => Number(place));
    expect(places.map((place) => text.slice(place, place + 7))).toEqual([1, 2, 3, 4, 5].map((n) => `${n} 0 obj`));
  });

  it.each(["", "3000", "200000000000002", "3000000000000031", "30000000000000x"])(
    "is not there for the id %j",
    (id) => {
      expect(findMediaFile(id)).toBeUndefined();
    },
  );
});

describe("the address of a file", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const id = "300000000000003";
  const find = async () => {
    const graph = createGraph();
    const { token } = graph.signUp();
    const { body } = await graph.call("GET", `/${id}`, { token });
    const { pathname, search } = new URL(body.url);
    return { body, download: (as: string | undefined) => graph.call("GET", pathname + search, { token: as }), token };
  };

  it("comes with what the file is, and leads to it with the token", async () => {
    const { body, download, token } = await find();
    const { bytes, sha256 } = fileOf(id);
    expect(body).toMatchObject({ id, mime_type: "image/png", file_size: bytes.length, sha256 });
    expect(body.url).toMatch(/^https:\/\/lookaside\.fbsbx\.com\//);
    expect((await download(token)).status).toBe(200);
    expect((await download(undefined)).status).toBe(401);
  });

  it("works for five minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { download, token } = await find();
    vi.setSystemTime(Date.now() + 5 * 60_000);
    expect((await download(token)).status).toBe(404);
  });
});
