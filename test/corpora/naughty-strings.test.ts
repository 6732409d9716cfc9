import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createCoexistence, verify } from "../../src/index.ts";
import { signMeta } from "../../src/testing/index.ts";
import { liveMessage } from "../unit/receive/webhooks.ts";

const file = new URL("../../../shared/corpora/naughty-strings/blns.json", import.meta.url);
const texts: string[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
const appSecret = "c0a7e5d1b3f94826a8c0e7d5b1f39482";

const escapeUnicode = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const styles: [style: string, print: (json: string) => string][] = [
  ["as UTF-8", (json) => json],
  ["as \\uXXXX", escapeUnicode],
  ["as \\uXXXX and \\/", (json) => escapeUnicode(json).replaceAll("/", "\\/")],
];

describe.skipIf(!existsSync(file))("the big list of naughty strings (needs the shared corpora)", () => {
  it("has 515 of them", () => {
    expect(texts).toHaveLength(515);
  });

  it.each(styles)("verify and arrive unchanged %s", async (_, print) => {
    const coexistence = createCoexistence({ appSecret, logger: false });
    const arrived: unknown[] = [];
    coexistence.onMessage(({ message }) => arrived.push((message["text"] as { body: string }).body));
    coexistence.onUnknown(({ raw }) => arrived.push((raw as { text: { body: string } }).text.body));
    for (const [index, text] of texts.entries()) {
      const body = Buffer.from(print(liveMessage(text, `wamid.${index}`)));
      const headers = { "x-hub-signature-256": signMeta(body, appSecret) };
      const response = await coexistence.fetch(new Request("https://example.com/", { method: "POST", body, headers }));
      expect(response.status).toBe(200);
    }
    expect(arrived).toEqual(texts);
    await coexistence.close();
  });

  it("do not verify where the body is parsed and printed again", async () => {
    const verdicts = await Promise.all(
      texts.map((text, index) => {
        const raw = escapeUnicode(liveMessage(text, `wamid.${index}`)).replaceAll("/", "\\/");
        return verify(JSON.stringify(JSON.parse(raw)), signMeta(raw, appSecret), { appSecret });
      }),
    );
    expect(verdicts.filter((verdict) => verdict)).toHaveLength(251);
  });

  it("open nothing when they are the header", async () => {
    for (const text of texts) {
      expect(await verify("{}", text, { appSecret })).toBe(false);
      expect(await verify("{}", `sha256=${text}`, { appSecret })).toBe(false);
      expect(await verify("{}", text, { platformSecret: appSecret })).toBe(false);
    }
  });
});
