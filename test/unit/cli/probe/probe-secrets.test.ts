import { describe, expect, it } from "vitest";
import { readProbeSecrets } from "../../../../src/cli/probe/probe-secrets.ts";

const all = { APP_SECRET: "one", VERIFY_TOKEN: "two", PLATFORM_SECRET: "three", WEBHOOK_TOKEN: "four" };

describe("the secrets of a probe", () => {
  it.each([
    [{ APP_SECRET: "one" }, { sender: "Meta sends", options: { appSecret: "one" } }],
    [
      { APP_SECRET: "one", VERIFY_TOKEN: "two" },
      { sender: "Meta sends", options: { appSecret: "one", verifyToken: "two" } },
    ],
    [
      { PLATFORM_SECRET: "three" },
      { sender: "360dialog sends to a partner's URL", options: { platformSecret: "three" } },
    ],
    [
      { WEBHOOK_TOKEN: "four", VERIFY_TOKEN: "two" },
      { sender: "360dialog sends to a number's URL", options: { webhookHeaders: { authorization: "four" } } },
    ],
    [
      { APP_SECRET: "one", PLATFORM_SECRET: " " },
      { sender: "Meta sends", options: { appSecret: "one" } },
    ],
  ])("in %j say whom it plays", (environment, identity) => {
    expect(readProbeSecrets(environment, undefined)).toEqual(identity);
  });

  it("are those of the route where there are others", () => {
    expect(readProbeSecrets(all, "meta").options).toEqual({ appSecret: "one", verifyToken: "two" });
    const { WEBHOOK_TOKEN: _, ...others } = all;
    expect(readProbeSecrets(others, "360dialog").options).toEqual({ platformSecret: "three" });
  });

  it.each([
    [{}, undefined, /APP_SECRET .*PLATFORM_SECRET .*WEBHOOK_TOKEN /],
    [{ VERIFY_TOKEN: "two", APP_SECRET: "" }, undefined, /^A probe needs its sender's secret/],
    [{ PLATFORM_SECRET: "three" }, "meta" as const, /environment: APP_SECRET for what Meta sends\.$/],
    [all, undefined, /^APP_SECRET and PLATFORM_SECRET are both set.* or choose with --route\.$/],
    [all, "360dialog" as const, /^PLATFORM_SECRET and WEBHOOK_TOKEN are both set.* Unset one\.$/],
  ])("in %j are refused for the route %s", (environment, route, message) => {
    expect(() => readProbeSecrets(environment, route)).toThrow(
      expect.objectContaining({ name: "UsageError", message: expect.stringMatching(message) }),
    );
  });

  it("are in no message", () => {
    const secret = "a secret that nobody may see";
    expect(() => readProbeSecrets({ APP_SECRET: secret, PLATFORM_SECRET: secret }, undefined)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(secret) }),
    );
  });
});
