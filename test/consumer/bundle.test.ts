import { createHmac } from "node:crypto";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, inject, it } from "vitest";

const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const body = `{"hello":"world"}`;
const sign = (secret: string): string => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** Bundles a program for a runtime that has the web's own functions and nothing of Node. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: inject("bareProject") },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "program",
    minify: true,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

describe("the root entry point, bundled for a runtime without Node", () => {
  let receive: (signature: string) => Promise<number>;
  beforeAll(async () => {
    const code = await bundle(`
      import { createCoexistence } from "whatsapp-coexistence";
      const coexistence = createCoexistence({ appSecret: "${appSecret}", logger: false });
      export const receive = async (signature) => {
        const headers = { "x-hub-signature-256": signature };
        const request = new Request("https://example.com/webhook", { method: "POST", body: ${JSON.stringify(body)}, headers });
        return (await coexistence.fetch(request)).status;
      };
    `);
    const web = {
      Request,
      Response,
      URLSearchParams,
      TextEncoder,
      TextDecoder,
      btoa,
      crypto,
      setTimeout,
      clearTimeout,
      performance,
    };
    ({ receive } = runInContext(`${code}; program`, createContext(web)));
  });

  it.each([
    ["accepts a genuine webhook", appSecret, 200],
    ["refuses a forged one", "another-secret-of-somebody", 401],
  ])("%s", async (_, secret, status) => {
    expect(await receive(sign(secret))).toBe(status);
  });
});

describe("an application that only verifies", () => {
  it("bundles no schema, no parser and no dispatcher", async () => {
    const code = await bundle(`export { verify } from "whatsapp-coexistence";`);
    const strangers = ["media_placeholder", "smb_message_echoes", "ZodType", "EventEmitter", ...phoneNumberWords];
    expect(strangers.filter((word) => code.includes(word))).toEqual([]);
  });
});

// The first is of libphonenumber's own code, the second of its data, the third of the lists of countries.
const phoneNumberWords = ["INVALID_COUNTRY", "country_calling_codes", "European Union"];

describe("an application that receives and asks for no number's eligibility", () => {
  it("bundles nothing about the phone numbers of the world", async () => {
    const code = await bundle(`export { createCoexistence } from "whatsapp-coexistence";`);
    expect(phoneNumberWords.filter((word) => code.includes(word))).toEqual([]);
  });

  it("bundles it with what needs it", async () => {
    const code = await bundle(`export { checkEligibility } from "whatsapp-coexistence";`);
    expect(phoneNumberWords.filter((word) => code.includes(word))).toEqual(phoneNumberWords);
  });
});
