import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/index.ts";
import { type ProbeOptions, probeWebhook } from "../../../src/probe/index.ts";
import { appSecret, platformSecret, recordedFetch, url } from "./recorded-fetch.ts";

const anything = (): Response => new Response(null, { status: 200 });

/** What is thrown, when nothing may have been sent. */
async function refusal(address: unknown, options: unknown): Promise<InvalidInputError> {
  const { fetch, sent } = recordedFetch(anything);
  const given = typeof options === "object" && options !== null ? { fetch, ...options } : options;
  const error = await probeWebhook(address as string, given as ProbeOptions).then(
    () => expect.fail("Nothing was thrown."),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(sent).toEqual([]);
  return error as InvalidInputError;
}

describe("the address of a probe", () => {
  it.each([
    ["no address", "receiver.example/webhook"],
    ["empty", ""],
    ["absent", undefined],
    ["an object", { href: url }],
    ["another protocol", "ftp://receiver.example/webhook"],
    ["a file", "file:///etc/passwd"],
    ["a script", "javascript:alert(1)"],
    ["a user name", "https://somebody@receiver.example/webhook"],
    ["a password", "https://:canary@receiver.example/webhook"],
  ])("is refused when it is or holds %s", async (_, address) => {
    const error = await refusal(address, { appSecret });
    expect(error.field).toBe("url");
    expect(error.message).not.toMatch(/receiver|canary|somebody/);
  });
});

describe("an option of a probe", () => {
  it.each<[string, string, unknown]>([
    ["options", "no object", appSecret],
    ["options", "absent", undefined],
    ["appSecret", "with every other credential absent", {}],
    ["appSecret", "a missing environment variable", { appSecret: undefined }],
    ["platformSecret", "a missing environment variable", { platformSecret: undefined }],
    ["appSecret", "blank", { appSecret: "  " }],
    ["appSecret", "several", { appSecret: [appSecret, platformSecret] }],
    ["platformSecret", "beside another credential", { appSecret, platformSecret }],
    ["webhookHeaders", "beside another credential", { platformSecret, webhookHeaders: { "x-key": platformSecret } }],
    ["webhookHeaders", "empty", { webhookHeaders: {} }],
    ["webhookHeaders", "a list", { webhookHeaders: [platformSecret] }],
    ["webhookHeaders", "null", { webhookHeaders: null }],
    ["webhookHeaders", "with a blank value", { webhookHeaders: { "x-key": undefined } }],
    ["webhookHeaders", "with a line break in a value", { webhookHeaders: { "x-key": `canary\r\nx-other: 1` } }],
    ["webhookHeaders", "with a space in a name", { webhookHeaders: { "x key": "canary" } }],
    ["verifyToken", "blank", { appSecret, verifyToken: " " }],
    ["number", "without its ids", { appSecret, number: { wabaId: "100000000000001" } }],
    ["number", "null", { appSecret, number: null }],
    ["timeout", "zero", { appSecret, timeout: 0 }],
    ["timeout", "longer than a timer", { appSecret, timeout: 2 ** 31 }],
    ["timeout", "a text", { appSecret, timeout: "10000" }],
    ["historyBytes", "smaller than a chat", { appSecret, historyBytes: 19_999 }],
    ["historyBytes", "larger than 10 MB", { appSecret, historyBytes: 10_000_001 }],
    ["historyBytes", "no whole number", { appSecret, historyBytes: 20_000.5 }],
    ["fetch", "no function", { appSecret, fetch: "fetch" }],
    ["signal", "no signal", { appSecret, signal: {} }],
    ["signal", "null", { appSecret, signal: null }],
  ])("%s is refused when it is %s", async (field, _, options) => {
    const error = await refusal(url, options);
    expect(error.field).toBe(field);
    expect(JSON.stringify([error, error.message, error.stack])).not.toMatch(/canary|5d0c3a91|9b1f7c22/);
  });

  it("counts as absent when it is undefined beside one that is there", async () => {
    const { fetch, sent } = recordedFetch(anything);
    await probeWebhook(url, {
      appSecret: undefined,
      platformSecret,
      webhookHeaders: undefined,
      historyBytes: 20_000,
      fetch,
    });
    expect(sent[0]?.request.headers.has("x-360dialog-signature")).toBe(true);
  });
});
