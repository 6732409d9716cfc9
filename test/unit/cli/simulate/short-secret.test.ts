import { describe, expect, it } from "vitest";
import { warnOfShortSecret } from "../../../../src/cli/simulate/short-secret.ts";
import { createCoexistence } from "../../../../src/index.ts";
import type { ProbeOptions } from "../../../../src/probe/index.ts";

const secrets: [ProbeOptions, string | undefined][] = [
  [{ appSecret: "x".repeat(15) }, "APP_SECRET"],
  [{ appSecret: "x".repeat(16) }, undefined],
  [{ appSecret: ` ${"x".repeat(15)} ` }, "APP_SECRET"],
  [{ appSecret: "é".repeat(8) }, undefined],
  [{ platformSecret: "x".repeat(15) }, "PLATFORM_SECRET"],
  [{ webhookHeaders: { authorization: "x".repeat(15) } }, "WEBHOOK_TOKEN"],
  [{ webhookHeaders: { authorization: "x".repeat(16) } }, undefined],
  [{ webhookHeaders: { name: "x", authorization: "x".repeat(16) } }, undefined],
];

describe("a secret that is played with", () => {
  it.each(secrets)("is warned of where a receiver of this package would refuse it (%j)", (options, variable) => {
    const warning = warnOfShortSecret(options);
    if (variable === undefined) {
      expect(warning).toBeUndefined();
      createCoexistence(options);
    } else {
      expect(warning).toMatch(new RegExp(`^${variable} has fewer than 16 characters\\.`));
      expect(() => createCoexistence(options)).toThrow(expect.objectContaining({ code: "secret_too_short" }));
    }
  });
});
