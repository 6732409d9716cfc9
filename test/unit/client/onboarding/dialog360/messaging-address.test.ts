import { expect, it } from "vitest";
import { messagingAddress } from "../../../../../src/client/onboarding/dialog360/messaging-address.ts";

it.each([
  ["https://waba-v2.360dialog.io", "https://waba-v2.360dialog.io"],
  ["https://waba-v2.360dialog.io/", "https://waba-v2.360dialog.io"],
  ["https://waba-v2.360dialog.io/v1/messages", "https://waba-v2.360dialog.io"],
  ["https://WABA-v3.360dialog.io", "https://waba-v3.360dialog.io"],
  ["https://waba.eu.360dialog.io:8443", "https://waba.eu.360dialog.io:8443"],
  ["https://someone:secret@waba-v2.360dialog.io", "https://waba-v2.360dialog.io"],
  // A backslash ends the host, as a slash does.
  ["https://waba-v2.360dialog.io\\@example.com", "https://waba-v2.360dialog.io"],
])("the key goes to %s", (address, baseUrl) => {
  expect(messagingAddress(address)).toBe(baseUrl);
});

it.each([
  undefined,
  "",
  "waba-v2.360dialog.io",
  "//waba-v2.360dialog.io",
  "http://waba-v2.360dialog.io",
  "ftp://waba-v2.360dialog.io",
  "javascript:360dialog.io",
  "https://360dialog.io",
  "https://evil360dialog.io",
  "https://waba-v2.360dialog.io.example.com",
  "https://example.com/.360dialog.io",
  "https://example.com?.360dialog.io",
  "https://example.com#.360dialog.io",
  "https://waba-v2.360dialog.io@example.com",
  "https://example.com\\.360dialog.io",
  "https://waba-v2.360dialog.io.",
  "https://waba-v2.360dialog.iо",
  "https://127.0.0.1",
  "https://[::1]",
])("the key does not go to %s", (address) => {
  expect(messagingAddress(address)).toBeUndefined();
});
