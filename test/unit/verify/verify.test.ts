import { describe, expect, it } from "vitest";
import { findSigningSecret, verify } from "../../../src/verify/index.ts";
import { withoutNodeCrypto } from "../runtime/without-node-crypto.ts";
import {
  body,
  type FindSigningSecret,
  hexSignature,
  type SignatureCase,
  secret,
  signatureCases,
} from "./signatures.ts";

const webCrypto = await withoutNodeCrypto(() => import("../../../src/verify/index.ts"));

const ask = (find: FindSigningSecret, { body, header, secrets }: SignatureCase) =>
  find(body, header as string | undefined, secrets);

describe.each<[crypto: string, library: { findSigningSecret: FindSigningSecret; verify: typeof verify }]>([
  ["node:crypto", { findSigningSecret, verify }],
  ["WebCrypto", webCrypto],
])("with %s", (_, library) => {
  it.each(signatureCases)("findSigningSecret answers $signedBy for $title", async (signature) => {
    expect(await ask(library.findSigningSecret, signature)).toBe(signature.signedBy);
  });

  it("verify says the same as a yes or no", async () => {
    for (const { body, header, secrets, signedBy, title } of signatureCases) {
      expect(await library.verify(body, header as string | undefined, secrets), title).toBe(signedBy !== undefined);
    }
  });

  it("a body that was parsed is an error, and no wrong signature", async () => {
    for (const parsed of [{ entry: [] }, [1, 2], null, undefined, 7, Buffer.from("{}").toJSON()]) {
      await expect(
        library.verify(parsed as never, `sha256=${"0".repeat(64)}`, { appSecret: secret }),
      ).rejects.toMatchObject({ code: "raw_body_unavailable" });
    }
  });
});

describe("the table of signatures", () => {
  it("notices a verifier that says yes to everything", async () => {
    const sayYes: FindSigningSecret = async () => 0;
    const wrong: string[] = [];
    for (const signature of signatureCases) {
      if ((await ask(sayYes, signature)) !== signature.signedBy) wrong.push(signature.title);
    }
    expect(wrong).toEqual(signatureCases.filter(({ signedBy }) => signedBy !== 0).map(({ title }) => title));
    expect(wrong.length).toBeGreaterThan(30);
  });

  it("notices a verifier that compares only the first half", async () => {
    const half: FindSigningSecret = async (bytes, header) => {
      const genuine = hexSignature(typeof bytes === "string" ? bytes : new Uint8Array(bytes), secret);
      return String(header).includes(genuine.slice(0, 32)) ? 0 : undefined;
    };
    const wrong: string[] = [];
    for (const signature of signatureCases) {
      if ((await ask(half, signature)) !== signature.signedBy) wrong.push(signature.title);
    }
    expect(wrong).toContain("another last digit");
  });
});

describe("the secrets of verify", () => {
  const genuine = `sha256=${hexSignature(body, secret)}`;
  const unusable: [title: string, secrets: unknown, code: string, option: string][] = [
    ["no appSecret", { appSecret: undefined }, "secret_missing", "appSecret"],
    ["an empty appSecret", { appSecret: "" }, "secret_missing", "appSecret"],
    ["a blank appSecret", { appSecret: " \t\n".repeat(10) }, "secret_missing", "appSecret"],
    ["an appSecret without bytes", { appSecret: new Uint8Array() }, "secret_missing", "appSecret"],
    ["an appSecret that is a number", { appSecret: 1234567890123456 }, "secret_missing", "appSecret"],
    ["an empty list", { appSecret: [] }, "secret_missing", "appSecret"],
    ["a list with a gap", { appSecret: [secret, undefined] }, "secret_missing", "appSecret"],
    ["a short appSecret", { appSecret: "fifteen letters" }, "secret_too_short", "appSecret"],
    ["a short one in a list", { appSecret: [secret, "fifteen letters"] }, "secret_too_short", "appSecret"],
    ["white space that fills up", { appSecret: `short${" ".repeat(20)}` }, "secret_too_short", "appSecret"],
    ["15 bytes", { appSecret: new Uint8Array(15).fill(65) }, "secret_too_short", "appSecret"],
    ["no platformSecret", { platformSecret: undefined }, "secret_missing", "platformSecret"],
    ["a short platformSecret", { platformSecret: "fifteen letters" }, "secret_too_short", "platformSecret"],
    ["neither of the two", {}, "secret_missing", "appSecret"],
    ["nothing at all", undefined, "secret_missing", "appSecret"],
    ["null", null, "secret_missing", "appSecret"],
    ["the secret itself in place of the object", secret, "secret_missing", "appSecret"],
  ];

  it.each(unusable)("%s is refused, naming the option", async (_, secrets, code, option) => {
    const refusal = verify(body, genuine, secrets as never);
    await expect(refusal).rejects.toMatchObject({ code, message: expect.stringContaining(option) });
  });

  it.each(unusable)("%s is refused without its value", async (_, secrets) => {
    const error: Error = await verify(body, genuine, secrets as never).catch((reason) => reason);
    expect(`${error.message}${error.stack}`).not.toMatch(/fifteen letters|5f1d0c6b|1234567890123456/);
  });

  it("are refused even where the header alone would decide", async () => {
    await expect(verify(body, undefined, { appSecret: "" })).rejects.toMatchObject({ code: "secret_missing" });
  });

  it("may have 16 bytes", async () => {
    const appSecret = "sixteen letters.";
    expect(await verify(body, `sha256=${hexSignature(body, appSecret)}`, { appSecret })).toBe(true);
  });
});
