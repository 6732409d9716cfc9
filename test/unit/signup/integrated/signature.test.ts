import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type IntegratedOnboardingSignatureOptions, signIntegratedOnboarding } from "../../../../src/signup/index.ts";

const partnerId = "ExamplePA";
const platformSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const now = new Date(1_760_000_000_999);
const expected = (encoding: "hex" | "base64"): string =>
  createHmac("sha512", platformSecret).update("ExamplePA|1760000000").digest(encoding);

describe("signIntegratedOnboarding", () => {
  it("signs the partner and whole seconds with HMAC-SHA512, in hex", async () => {
    expect(await signIntegratedOnboarding({ partnerId, platformSecret, now })).toEqual({
      io_signature: expected("hex"),
      io_timestamp: "1760000000",
    });
  });

  it("writes the signature in base64 where that is wanted", async () => {
    const { io_signature } = await signIntegratedOnboarding({ partnerId, platformSecret, now, encoding: "base64" });
    expect(io_signature).toBe(expected("base64"));
  });

  it("signs the present when it is given no time", async () => {
    const before = Math.floor(Date.now() / 1000);
    const { io_timestamp } = await signIntegratedOnboarding({ partnerId, platformSecret });
    expect(Number(io_timestamp)).toBeGreaterThanOrEqual(before);
    expect(Number(io_timestamp)).toBeLessThanOrEqual(Date.now() / 1000);
  });

  it("does not mind the line break behind a secret that was read from a file", async () => {
    const { io_signature } = await signIntegratedOnboarding({ partnerId, platformSecret: `${platformSecret}\n`, now });
    expect(io_signature).toBe(expected("hex"));
  });

  it.each([
    ["partnerId", { partnerId: " " }],
    ["platformSecret", { platformSecret: undefined }],
    ["platformSecret", { platformSecret: " \n" }],
    ["now", { now: new Date("canary") }],
    ["encoding", { encoding: "latin1" }],
  ])("refuses an unusable %s: %j", async (field, options) => {
    const given = { partnerId, platformSecret, ...options } as IntegratedOnboardingSignatureOptions;
    await expect(signIntegratedOnboarding(given)).rejects.toMatchObject({ name: "InvalidInputError", field });
  });
});
