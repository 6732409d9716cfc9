import { describe, expect, it } from "vitest";
import { requireBaseUrl, requireCallbackUrl } from "../../../src/client/address.ts";
import { InvalidInputError } from "../../../src/client/index.ts";

function problemOf(read: () => unknown): InvalidInputError {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return error as InvalidInputError;
  }
  throw new Error("It was accepted.");
}

describe("a callback address", () => {
  it.each([
    "https://example.com",
    "https://example.com/",
    "HTTPS://EXAMPLE.COM/Webhook",
    "https://hooks.example.com/whatsapp?tenant=7&kind=a%20b",
    "https://example.com:8443/webhook",
    "https://example.com./webhook",
    "https://xn--bcher-kva.example/webhook",
    "https://bücher.example/webhook",
    "https://10.example.com/webhook",
    "https://127.example.com/webhook",
    "https://localhost.example.com/webhook",
    "https://example.local.com/webhook",
    "https://internal.example.com/webhook",
    "https://8.8.8.8/webhook",
    "https://9.255.255.255",
    "https://11.0.0.1",
    "https://100.63.255.255",
    "https://100.128.0.1",
    "https://126.255.255.255",
    "https://128.0.0.1",
    "https://169.253.1.1",
    "https://172.15.0.1",
    "https://172.32.0.1",
    "https://192.0.1.1",
    "https://192.167.0.1",
    "https://198.17.0.1",
    "https://198.20.0.1",
    "https://203.0.112.1",
    "https://223.255.255.255",
    "https://134744072/webhook",
    "https://[2606:4700::1111]/webhook",
    "https://[2a00:1450:4001::200e]",
    "https://[2001:4860:4860::8888]",
    "https://[2001:200::1]",
  ])("is taken as it was written: %s", (address) => {
    expect(requireCallbackUrl("callbackUrl", address)).toBe(address);
  });

  it.each([
    // Private names.
    "https://localhost",
    "https://localhost:3000/webhook",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://app.localhost/",
    "https://printer.local",
    "https://printer.local./",
    "https://metadata.google.internal/",
    "https://nas.home.arpa/",
    "https://intranet/webhook",
    "https://intranet./webhook",
    // IPv4 in every form it can be written in.
    "https://127.0.0.1",
    "https://127.0.0.1.",
    "https://127.1",
    "https://127.255.255.254",
    "https://2130706433",
    "https://0x7f000001",
    "https://0x7f.0x0.0x0.0x1",
    "https://0177.0.0.1",
    "https://017700000001",
    "https://①②⑦.0.0.1",
    "https://127。0。0。1",
    "https://%31%32%37.0.0.1",
    "https://0.0.0.0",
    "https://0",
    "https://10.0.0.1",
    "https://10.255.255.255",
    "https://167772161",
    "https://172.16.0.1",
    "https://172.31.255.255",
    "https://192.168.1.1",
    "https://3232235777",
    "https://169.254.169.254/latest/meta-data",
    "https://0xa9fea9fe",
    "https://100.64.0.1",
    "https://100.127.255.255",
    "https://192.0.0.1",
    "https://192.0.2.1",
    "https://198.18.0.1",
    "https://198.19.255.255",
    "https://198.51.100.7",
    "https://203.0.113.7",
    "https://224.0.0.1",
    "https://240.0.0.1",
    "https://255.255.255.255",
    // IPv6, and IPv4 within it.
    "https://[::1]",
    "https://[::]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:8.8.8.8]",
    "https://[::ffff:7f00:1]",
    "https://[0:0:0:0:0:ffff:a00:1]",
    "https://[::127.0.0.1]",
    "https://[64:ff9b::7f00:1]",
    "https://[2002:7f00:1::]",
    "https://[2001::1]",
    "https://[2001:0:7f00:1::]",
    "https://[2001:10::1]",
    "https://[2001:1ff::1]",
    "https://[2001:db8::1]",
    "https://[3fff::1]",
    "https://[fc00::1]",
    "https://[fd12:3456:789a::1]",
    "https://[fe80::1]",
    "https://[ff02::1]",
    "https://[100::1]",
  ])("is refused where no provider can reach it: %s", (address) => {
    const problem = problemOf(() => requireCallbackUrl("callbackUrl", address));
    expect(problem.message).toBe("callbackUrl leads to no host of the public internet. The provider cannot reach it.");
  });

  it.each([
    ["http://example.com", "does not begin with https://."],
    ["ftp://example.com", "does not begin with https://."],
    ["javascript:alert(1)", "does not begin with https://."],
    ["data:text/plain,hello", "does not begin with https://."],
    ["wss://example.com", "does not begin with https://."],
    ["example.com/webhook", "is no address."],
    ["//example.com/webhook", "is no address."],
    ["/webhook", "is no address."],
    ["https://", "is no address."],
    ["https://exa mple.com", "is no address."],
    ["https://example.com:99999", "is no address."],
    ["https://[::1", "is no address."],
    ["https://256.1.1.1", "is no address."],
    ["https:example.com", "is no address."],
    ["https:/example.com", "is no address."],
    ["https:\\\\example.com", "is no address."],
    ["https://example.com\\webhook", "is no address."],
    [" https://example.com", "is no address."],
    ["https://example.com\n", "is no address."],
    ["https://example.com/web\nhook", "is no address."],
    ["https://example.com/\u0000", "is no address."],
    ["https://user@example.com", "holds a user name or password."],
    ["https://user:secret@example.com", "holds a user name or password."],
    ["https://:secret@example.com", "holds a user name or password."],
    ["https://example.com@evil.example", "holds a user name or password."],
    [`https://example.com/${"a".repeat(181)}`, "is longer than 200 characters."],
    ["", "is no address."],
    [undefined, "is no address."],
    [null, "is no address."],
    [7, "is no address."],
    [new URL("https://example.com"), "is no address."],
  ])("%s is refused: it %s", (address, message) => {
    const problem = problemOf(() => requireCallbackUrl("callbackUrl", address));
    expect(problem.field).toBe("callbackUrl");
    expect(problem.message).toBe(`callbackUrl ${message}`);
  });

  it("may have exactly as many characters as are allowed", () => {
    const address = `https://example.com/${"a".repeat(180)}`;
    expect(requireCallbackUrl("callbackUrl", address)).toHaveLength(200);
    expect(requireCallbackUrl("callbackUrl", `${address}a`, 201)).toHaveLength(201);
  });
});

describe("the address of an API", () => {
  it.each([
    ["https://graph.facebook.com", "https://graph.facebook.com"],
    ["https://graph.facebook.com/", "https://graph.facebook.com"],
    ["https://graph.facebook.com///", "https://graph.facebook.com"],
    ["https://GRAPH.facebook.com/", "https://graph.facebook.com"],
    ["https://proxy.example.com:8443/graph/", "https://proxy.example.com:8443/graph"],
    ["https://10.0.0.7/graph", "https://10.0.0.7/graph"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
    ["http://127.1:8080", "http://127.0.0.1:8080"],
    ["http://2130706433", "http://127.0.0.1"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    [" https://graph.facebook.com\n", "https://graph.facebook.com"],
  ])("%j is taken", (value, expected) => {
    expect(requireBaseUrl("baseUrl", value)).toBe(expected);
  });

  it.each([
    "http://graph.facebook.com",
    "http://10.0.0.7",
    "http://0.0.0.0",
    "http://[::ffff:127.0.0.1]",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://localhost@example.com",
    "ftp://127.0.0.1",
    "file:///etc/hosts",
    "javascript:alert(1)",
    "ws://localhost",
  ])("%s is refused, because tokens are sent there in the clear", (value) => {
    expect(problemOf(() => requireBaseUrl("baseUrl", value)).message).toBe(
      "baseUrl does not begin with https://. Tokens are sent there.",
    );
  });

  it.each([
    "https://user@graph.facebook.com",
    "https://:secret@graph.facebook.com",
    "https://graph.facebook.com?access_token=secret",
    "https://graph.facebook.com?",
    "https://graph.facebook.com/?",
    "https://graph.facebook.com/#",
    "https://graph.facebook.com/#secret",
  ])("%s is refused, because it is more than that", (value) => {
    const problem = problemOf(() => requireBaseUrl("baseUrl", value));
    expect(problem.message).toBe("baseUrl has more than a host and a path.");
    expect(JSON.stringify(problem)).not.toContain("secret");
  });

  it.each([
    ...[
      "https://graph.facebook.com/a b",
      "https://graph.facebook.com/a\nb",
      "https:\\\\graph.facebook.com",
      "https://a/\0",
    ],
    ...["", "graph.facebook.com", "//graph.facebook.com", "https://", null, 7, {}, []],
  ])("%j is none", (value) => {
    expect(problemOf(() => requireBaseUrl("baseUrl", value)).message).toBe("baseUrl is no address.");
  });
});
