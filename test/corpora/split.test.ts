import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { textMessage, valueWebhook } from "../fixtures/envelopes.ts";
import { bytesOf, partsOf, saidBy } from "../unit/split/parts.ts";

const shared = fileURLToPath(new URL("../../../shared/", import.meta.url));
const sizes = [1, 200, 1_000];

/** Holds the parts of a body against the whole. */
function expectSame(body: Uint8Array | string | object): void {
  const whole = saidBy([bytesOf(body)]);
  for (const size of sizes) expect(saidBy(partsOf(body, size))).toEqual(whole);
}

const suite = join(shared, "corpora/JSONTestSuite");
const suiteFiles = existsSync(suite)
  ? ["test_parsing", "test_transform"].flatMap((folder) =>
      readdirSync(join(suite, folder)).map((name) => join(folder, name)),
    )
  : [];

describe.skipIf(!existsSync(suite))("JSONTestSuite (needs the shared corpora)", () => {
  const around = bytesOf(valueWebhook("messages", { messages: [textMessage(), "item", textMessage()] }));
  const place = Buffer.from(around).indexOf('"item"');
  const asItem = (bytes: Uint8Array): Buffer =>
    Buffer.concat([around.subarray(0, place), bytes, around.subarray(place + '"item"'.length)]);

  it.each(suiteFiles)("%s comes out the same, as a body and as an item", (file) => {
    const bytes = readFileSync(join(suite, file));
    expect(partsOf(bytes, 1)).toEqual([bytes]);
    expectSame(asItem(bytes));
  });

  it("is an item of its own wherever it is JSON", () => {
    const parts = suiteFiles
      .filter((file) => /[\\/]y_/.test(file))
      .map((file) => partsOf(asItem(readFileSync(join(suite, file))), 1).length);
    expect(parts).toEqual(Array(95).fill(3));
  });
});

const naughtyStrings = join(shared, "corpora/naughty-strings/blns.json");

describe.skipIf(!existsSync(naughtyStrings))("the big list of naughty strings (needs the shared corpora)", () => {
  const texts: string[] = existsSync(naughtyStrings) ? JSON.parse(readFileSync(naughtyStrings, "utf8")) : [];
  const webhook = () =>
    valueWebhook("messages", {
      messages: texts.map((body, index) => textMessage({ id: `wamid.OWN${index}`, text: { body } })),
    });

  it("arrives as it was written, one text a part", () => {
    const json = JSON.stringify(webhook());
    const escaped = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    for (const body of [json, escaped, escaped.replaceAll("/", "\\/")]) {
      const parts = partsOf(body, 1).map((part) => JSON.parse(new TextDecoder().decode(part)) as Webhook);
      expect(parts.map(({ entry }) => entry[0].changes[0].value.messages.map(({ text }) => text.body))).toEqual(
        texts.map((text) => [text]),
      );
    }
  });

  it("harms nothing where it is a key", () => {
    const message = textMessage(Object.fromEntries(texts.map((text) => [text, text])));
    expectSame(
      valueWebhook("messages", { messages: [message, textMessage()], ...Object.fromEntries([[texts[0], 1]]) }),
    );
  });

  type Webhook = { entry: [{ changes: [{ value: { messages: { text: { body: string } }[] } }] }] };
});

const fixtures = join(shared, "fixtures");

describe.skipIf(!existsSync(fixtures))("the payloads of the senders' documentation (needs the shared fixtures)", () => {
  const files = existsSync(fixtures)
    ? readdirSync(fixtures, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"))
    : [];

  it("are there", () => {
    expect(files.length).toBeGreaterThan(70);
  });

  it.each(files)("%s comes out the same in parts", (file) => {
    expectSame(readFileSync(join(fixtures, file)));
  });

  it("come out the same in one webhook", () => {
    const entry = files.flatMap((file) => {
      const payload = JSON.parse(readFileSync(join(fixtures, file), "utf8")) as { entry?: unknown[] };
      return Array.isArray(payload.entry) ? payload.entry : [];
    });
    const body = { object: "whatsapp_business_account", entry };
    expect(partsOf(body, 1).length).toBeGreaterThan(entry.length);
    expectSame(body);
  });
});
