import { describe, expect, it } from "vitest";
import { findConnectionFailure } from "../../../src/probe/connection-failure.ts";

const failed = (code: unknown): Error => new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });

describe("a connection that failed", () => {
  it.each([
    ["ECONNREFUSED", "refused"],
    ["ConnectionRefused", "refused"],
    ["ENOTFOUND", "unknown_host"],
    ["EAI_AGAIN", "unknown_host"],
    ["CERT_HAS_EXPIRED", "tls_failed"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls_failed"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls_failed"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls_failed"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls_failed"],
    ["ECONNRESET", "broken"],
    ["UND_ERR_SOCKET", "broken"],
    ["canary", "broken"],
    [42, "broken"],
  ])("with the code %s is named", (code, failure) => {
    expect(findConnectionFailure(failed(code))).toBe(failure);
    expect(findConnectionFailure({ code })).toBe(failure);
  });

  it.each([["a text"], [undefined], [null], [new Error("refused")]])(
    "has no name where there is no code: %s",
    (thrown) => {
      expect(findConnectionFailure(thrown)).toBe("broken");
    },
  );

  it("has none where the code cannot be read, or is its own cause", () => {
    const hostile = Object.defineProperty({}, "code", {
      get: () => {
        throw new Error("canary");
      },
    });
    const endless: { cause?: unknown } = {};
    endless.cause = endless;
    expect(findConnectionFailure(hostile)).toBe("broken");
    expect(findConnectionFailure(endless)).toBe("broken");
  });
});
