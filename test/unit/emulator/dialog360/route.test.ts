import { beforeEach, describe, expect, it } from "vitest";
import { announceChannel } from "../../../../src/emulator/dialog360/announce.ts";
import { routeDialog360 } from "../../../../src/emulator/dialog360/route.ts";
import type { Business } from "../../../../src/emulator/world/business.ts";
import { verify } from "../../../../src/index.ts";
import type { Change } from "../../../../src/payloads/change.ts";
import {
  accountOffboardedChange,
  addedContact,
  contactsChange,
  echoChange,
  historyChange,
  messageChange,
  messageStatus,
  statusChange,
  textMessage,
} from "../../../../src/testing/index.ts";
import { bakery, type Emulated, emulate, signUp } from "./emulated.ts";

let emulated: Emulated;
let business: Business;

beforeEach(() => {
  emulated = emulate();
  business = signUp(emulated);
});

const addressesOf = (change: Change): string[] =>
  routeDialog360(emulated.world, business, change).map(({ url }) => url);
const ofTheNumber = [
  ["a message", messageChange(textMessage())],
  ["an echo", echoChange(textMessage())],
  ["a status", statusChange(messageStatus("sent"))],
] as const;

describe("news for the partner", () => {
  const ofThePartner = (): Change[] => [
    historyChange(),
    contactsChange([addedContact()]),
    announceChannel(business, "channel_live"),
  ];

  it("go to the partner's address, signed with the platform secret", async () => {
    emulated.world.partner.webhookUrl = "https://partner.example.com/webhook";
    for (const change of ofThePartner()) {
      const [destination, ...more] = routeDialog360(emulated.world, business, change);
      if (destination === undefined) throw new Error("It goes nowhere.");
      expect([destination.url, more]).toEqual(["https://partner.example.com/webhook", []]);
      const body = destination.sender.write([change], { number: bakery, id: "event-1" });
      const headers = await destination.sender.prove(body);
      const { platformSecret } = emulated.world.partner;
      const bytes = new TextEncoder().encode(body);
      expect(await verify(bytes, headers["x-360dialog-signature"], { platformSecret })).toBe(true);
    }
  });

  it("go nowhere while there is no such address, even where the number has one", () => {
    business.atDialog360.webhook = { url: "https://number.example.com", headers: {} };
    expect(ofThePartner().flatMap(addressesOf)).toEqual([]);
  });
});

describe.each(ofTheNumber)("%s", (_, change) => {
  it("goes to the number's address with the headers that were set, else to the account's, else nowhere", async () => {
    emulated.world.partner.webhookUrl = "https://partner.example.com/webhook";
    expect(addressesOf(change)).toEqual([]);
    business.atDialog360.accountWebhook = { url: "https://account.example.com", headers: {} };
    expect(addressesOf(change)).toEqual(["https://account.example.com"]);
    business.atDialog360.webhook = { url: "https://number.example.com", headers: { authorization: "invented" } };
    expect(addressesOf(change)).toEqual(["https://number.example.com"]);
    const [destination] = routeDialog360(emulated.world, business, change);
    expect(await destination?.sender.prove("{}")).toEqual({ authorization: "invented" });
  });

  it("goes to the further destinations as well, while they are enabled and there is a main one", () => {
    const destinations = [{ name: "crm", url: "https://crm.example.com", headers: {} }];
    business.atDialog360.more = { isEnabled: true, destinations };
    expect(addressesOf(change)).toEqual([]);
    business.atDialog360.webhook = { url: "https://number.example.com", headers: {} };
    expect(addressesOf(change)).toEqual(["https://number.example.com", "https://crm.example.com"]);
    business.atDialog360.more = { isEnabled: false, destinations };
    expect(addressesOf(change)).toEqual(["https://number.example.com"]);
  });
});

describe("an address", () => {
  it("of the public internet leads through its tunnel to this machine", () => {
    business.atDialog360.webhook = { url: "https://bakery.example.com/webhook?from=360dialog", headers: {} };
    expect(addressesOf(echoChange(textMessage()))).toEqual(["http://127.0.0.1:3000/webhook?from=360dialog"]);
  });
});

describe("account_update", () => {
  it("goes nowhere", () => {
    emulated.world.partner.webhookUrl = "https://partner.example.com/webhook";
    business.atDialog360.webhook = { url: "https://number.example.com", headers: {} };
    expect(addressesOf(accountOffboardedChange())).toEqual([]);
  });
});
