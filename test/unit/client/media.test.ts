import { describe, expect, it } from "vitest";
import { readAllowedHosts, readLargest, requireMediaUrl } from "../../../src/client/media.ts";

const hosts = readAllowedHosts({});

/** The address of a file, and whether the token may be sent there. Where it goes is up to `URL`. */
const addresses: readonly [isAllowed: boolean, address: string, goesTo?: string][] = [
  // WhatsApp's hosts
  [true, "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=a%2Fb~+c"],
  [true, "https://mmg.whatsapp.net/v/t62/1.enc"],
  [true, "https://media-fra3-1.cdn.whatsapp.net/v/1"],
  [true, "https://waba-v2.360dialog.io/whatsapp_business/attachments/?mid=1"],
  [true, "https://lookaside.fbsbx.com:443/1", "https://lookaside.fbsbx.com/1"],
  [true, "HTTPS://LOOKASIDE.FBSBX.COM/1", "https://lookaside.fbsbx.com/1"],
  [true, "https://lookaside.fbsbx.com\\@evil.com/1", "https://lookaside.fbsbx.com/@evil.com/1"],
  [true, "https://lookaside.fbsbx.com/@evil.com"],
  [true, "https://lookaside.fbsbx.com/?url=https://evil.com"],
  [true, "https://look\taside.fbsbx.com/1", "https://lookaside.fbsbx.com/1"],
  [true, "https://ｌookaside.fbsbx.com/1", "https://lookaside.fbsbx.com/1"],
  [true, "  https://lookaside.fbsbx.com/1\n", "https://lookaside.fbsbx.com/1"],
  // Hosts that look alike
  [false, "https://evil-fbsbx.com/1"],
  [false, "https://evil-lookaside.fbsbx.com/1"],
  [false, "https://evillookaside.fbsbx.com/1"],
  [false, "https://lookaside.fbsbx.com.evil.com/1"],
  [false, "https://lookaside.fbsbx.com.evil.com:443/1"],
  [false, "https://evil.com/lookaside.fbsbx.com"],
  [false, "https://evil.com/?lookaside.fbsbx.com"],
  [false, "https://evil.com#lookaside.fbsbx.com"],
  [false, "https://evil.com\\lookaside.fbsbx.com"],
  [false, "https://fbsbx.com/1"],
  [false, "https://scontent.fbsbx.com/1"],
  [false, "https://sub.lookaside.fbsbx.com/1"],
  [false, "https://lookaside.fbsbx.co/1"],
  [false, "https://lookaside-fbsbx.com/1"],
  [false, "https://lookaside.fbsbx.com./1"],
  [false, "https://whatsapp.net/1"],
  [false, "https://evilwhatsapp.net/1"],
  [false, "https://mmg.whatsapp.net.evil.com/1"],
  [false, "https://mmg.whatsapp.net./1"],
  [false, "https://mmg.whatsapp.com/1"],
  [false, "https://waba-v2.360dialog.io.evil.com/1"],
  [false, "https://hub.360dialog.io/1"],
  [false, "https://graph.facebook.com/1"],
  // Punycode: letters that look like others
  [false, "https://lооkaside.fbsbx.com/1"],
  [false, "https://xn--lkaside-4pfb.fbsbx.com/1"],
  [false, "https://mmg.whаtsapp.net/1"],
  // Other ways in: names, ports, schemes
  [false, "https://lookaside.fbsbx.com@evil.com/1"],
  [false, "https://lookaside.fbsbx.com:443@evil.com/1"],
  [false, "https://user@lookaside.fbsbx.com/1"],
  [false, "https://user:password@lookaside.fbsbx.com/1"],
  [false, "https://:password@lookaside.fbsbx.com/1"],
  [false, "https://lookaside.fbsbx.com:8443/1"],
  [false, "https://lookaside.fbsbx.com:80/1"],
  [false, "http://lookaside.fbsbx.com/1"],
  [false, "http://lookaside.fbsbx.com:443/1"],
  [false, "ftp://lookaside.fbsbx.com/1"],
  [false, "file://lookaside.fbsbx.com/etc/passwd"],
  [false, "javascript://lookaside.fbsbx.com/%0aalert(1)"],
  [false, "data:text/plain,lookaside.fbsbx.com"],
  [false, "//lookaside.fbsbx.com/1"],
  [false, "lookaside.fbsbx.com/1"],
  [false, "https:lookaside.fbsbx.com:x"],
  [false, ""],
  // This machine and its neighbours, in every form of an address
  [false, "https://localhost/1"],
  [false, "http://localhost:8080/1"],
  [false, "https://127.0.0.1/1"],
  [false, "http://127.0.0.1:8080/1"],
  [false, "https://2130706433/1"],
  [false, "https://0x7f.1/1"],
  [false, "https://0177.0.0.1/1"],
  [false, "https://[::1]/1"],
  [false, "https://[::ffff:127.0.0.1]/1"],
  [false, "https://10.0.0.1/1"],
  [false, "https://192.168.0.1/1"],
  [false, "https://169.254.169.254/latest/meta-data/"],
  [false, "https://[fd00:ec2::254]/latest/meta-data/"],
  [false, "https://metadata.google.internal/"],
];

describe("the token", () => {
  it.each(addresses)("may be sent there: %s, %s", (isAllowed, address, goesTo = address) => {
    const url = () => requireMediaUrl(address, hosts, "meta");
    if (isAllowed) return expect(url()).toBe(goesTo);
    expect(url).toThrow(expect.objectContaining({ code: "unexpected_answer", path: "/{mediaId}" }));
    // The address may hold a signature, so nothing of it is in the error.
    if (address !== "") expect(url).not.toThrow(address);
  });

  it("has the host it goes to in the comparison, and not what is written", () => {
    expect(addresses.length).toBeGreaterThan(60);
    for (const [isAllowed, address] of addresses) {
      if (isAllowed) expect(hosts.some((host) => new URL(address).hostname.endsWith(host))).toBe(true);
    }
  });
});

describe("hosts of the caller's own", () => {
  const isAllowed = (address: string, ...allowedHosts: string[]): boolean => {
    try {
      return requireMediaUrl(address, readAllowedHosts({ allowedHosts }), "meta") !== "";
    } catch {
      return false;
    }
  };

  it.each([
    [true, "https://media.example.com/1", "media.example.com"],
    [false, "https://a.media.example.com/1", "media.example.com"],
    [true, "https://a.media.example.com/1", ".media.example.com"],
    [false, "https://media.example.com/1", ".media.example.com"],
    [false, "http://media.example.com/1", "media.example.com"],
    [false, "https://media.example.com:8443/1", "media.example.com"],
    [false, "https://lookaside.fbsbx.com/1", "media.example.com"],
    // Loopback, where the port is named
    [true, "http://127.0.0.1:8080/1", "127.0.0.1:8080"],
    [true, "https://127.0.0.1:8080/1", "127.0.0.1:8080"],
    [true, "http://localhost:8080/1", "localhost:8080"],
    [true, "http://[::1]:8080/1", "[::1]:8080"],
    [true, "http://127.0.0.1/1", "127.0.0.1:80"],
    [false, "http://127.0.0.1:8081/1", "127.0.0.1:8080"],
    [false, "http://127.0.0.2:8080/1", "127.0.0.1:8080"],
    [false, "http://localhost:8080/1", "127.0.0.1:8080"],
    [false, "http://user@127.0.0.1:8080/1", "127.0.0.1:8080"],
    [false, "ftp://127.0.0.1:8080/1", "127.0.0.1:8080"],
  ])("%s: %s with %s", (expected, address, host) => {
    expect(isAllowed(address, "other.example.com", host)).toBe(expected);
  });

  it("may be none, and then nothing is downloaded", () => {
    expect(isAllowed("https://lookaside.fbsbx.com/1")).toBe(false);
  });

  it.each([
    [null],
    ["media.example.com"],
    [[""]],
    [["."]],
    [["*"]],
    [["*.example.com"]],
    [["https://media.example.com"]],
    [["media.example.com/path"]],
    [["media.example.com:8080"]],
    [["10.0.0.1:8080"]],
    [["localhost"]],
    [["MEDIA.example.com"]],
    [["user@media.example.com"]],
    [[5]],
  ])("are refused where they are no hosts: %j", (allowedHosts) => {
    const read = () => readAllowedHosts({ allowedHosts: allowedHosts as never });
    expect(read).toThrow(expect.objectContaining({ code: "invalid_input", field: "allowedHosts" }));
  });
});

describe("the largest file", () => {
  it("has 100 MiB where nothing else is said", () => {
    expect(readLargest({})).toBe(104_857_600);
    expect(readLargest({ largest: 5 })).toBe(5);
  });

  it.each([0, -1, Number.NaN, "5", null])("cannot be %j", (largest) => {
    expect(() => readLargest({ largest: largest as number })).toThrow(/^largest /);
  });
});
