import { describe, expect, it } from "vitest";
import { type Customer, type Message, parseWebhook } from "../../../src/index.ts";
import {
  accountRemovedChange,
  addedContact,
  type BusinessNumber,
  type Change,
  contactsChange,
  dialog360Webhook,
  echoChange,
  historyChange,
  historyChunk,
  historyDeclinedChange,
  historyMediaChange,
  historyThread,
  imageMessage,
  messageChange,
  messageStatus,
  metaWebhook,
  numberRemovedChange,
  reactionMessage,
  removedContact,
  sent,
  statusChange,
  systemMessage,
  textMessage,
} from "../../../src/testing/index.ts";

const number: BusinessNumber = {
  wabaId: "100000000000077",
  phoneNumberId: "200000000000077",
  displayPhoneNumber: "15550007777",
};
const withUsername: Customer = { userId: "US.10000000000000000077", username: "invented.name" };

const inOneThread = (message: Message, customer?: Customer): Change =>
  historyChange(historyChunk({ threads: [historyThread([message], customer)] }), { number });

describe("a number that is given", () => {
  it.each<[string, Change]>([
    ["history", historyChange(historyChunk(), { number })],
    ["an asset", historyMediaChange(imageMessage(), { number })],
    ["declined history", historyDeclinedChange({ number })],
    ["contacts", contactsChange(addedContact(), { number })],
    ["echoes", echoChange(textMessage(), { number })],
    ["live messages", messageChange(textMessage(), { number })],
    ["statuses", statusChange(messageStatus(), { number })],
  ])("is the one of %s", (_, change) => {
    expect(parseWebhook(metaWebhook(change))).toMatchObject([
      { phoneNumberId: number.phoneNumberId, displayPhoneNumber: number.displayPhoneNumber },
    ]);
  });

  it("is the one that is disconnected by number", () => {
    const [event] = parseWebhook(metaWebhook(numberRemovedChange({ number }), { entryId: number.wabaId }));
    expect(event).toMatchObject({ change: "disconnected", displayPhoneNumber: "15550007777", wabaId: number.wabaId });
  });

  it("is the one that is disconnected by account, in a partner's entry", () => {
    const [event] = parseWebhook(metaWebhook(accountRemovedChange({ number }), { entryId: "400000000000004" }));
    expect(event).toMatchObject({ change: "disconnected", wabaId: number.wabaId, reason: "PRIMARY_INACTIVITY" });
  });
});

describe("a customer with a username and no known number", () => {
  it.each<[string, Change]>([
    ["history", inOneThread(textMessage(), withUsername)],
    ["an asset from them", historyMediaChange(imageMessage(), { customer: withUsername })],
    ["an asset for them", historyMediaChange(imageMessage(), { customer: withUsername, direction: "outbound" })],
    ["contacts", contactsChange(addedContact({ customer: withUsername, fullName: "Ada Example" }))],
    ["echoes", echoChange(textMessage(), { customer: withUsername })],
    ["live messages", messageChange(textMessage(), { customer: withUsername })],
    ["statuses", statusChange(messageStatus(), { customer: withUsername })],
  ])("leaves no number in %s", (_, change) => {
    const [event] = parseWebhook(metaWebhook(change));
    expect(event?.type).not.toBe("unknown");
    const json = JSON.stringify(change.value);
    expect(json).toContain(withUsername.userId);
    // The business number may stand in `from`.
    expect(json.replaceAll('"from":"15550001111"', "")).not.toMatch(/"(from|to|wa_id|recipient_id|phone_number)":/);
  });
});

describe("history", () => {
  it("knows a message of the business by its number", () => {
    const [event] = parseWebhook(metaWebhook(inOneThread(sent(textMessage("Until six."), { number }))));
    expect(event).toMatchObject({ threads: [{ messages: [{ direction: "outbound" }] }] });
  });

  it("carries the delivery status", () => {
    const [event] = parseWebhook(metaWebhook(inOneThread(sent(textMessage(), { number, status: "PLAYED" }))));
    expect(event).toMatchObject({ threads: [{ messages: [{ status: "PLAYED" }] }] });
  });

  it("has counters in quotes in 360dialog's envelope, all but the order", () => {
    const { data } = dialog360Webhook(historyChange(historyChunk({ phase: 2, chunkOrder: 3, progress: 41 })));
    expect(data).toMatchObject({ history: [{ metadata: { phase: "2", chunk_order: 3, progress: "41" } }] });
  });

  it("is declined in the bare form that Meta prints", () => {
    expect(parseWebhook(historyDeclinedChange().value)).toMatchObject([{ type: "history.declined" }]);
  });
});

describe("contacts", () => {
  it("carry no name when they are removed", () => {
    const { contact } = removedContact({ waId: "15550003333" });
    expect(contact).toEqual({ phone_number: "15550003333" });
  });

  it("have no first name when they have one name only", () => {
    expect(addedContact({ fullName: "Ada" }).contact).not.toHaveProperty("first_name");
  });
});

it("makes a reaction that is taken back without an emoji", () => {
  expect(reactionMessage("wamid.EXAMPLEtarget", null).reaction).toEqual({ message_id: "wamid.EXAMPLEtarget" });
});

it("sends system messages without the list of contacts", () => {
  expect(messageChange(systemMessage()).value).not.toHaveProperty("contacts");
});

it("lets no contacts accompany a status that failed", () => {
  expect(statusChange(messageStatus("failed")).value).not.toHaveProperty("contacts");
});

it("writes the time of a webhook as a number", () => {
  expect(JSON.stringify(metaWebhook(numberRemovedChange(), { time: 1_760_000_400 }))).toContain('"time":1760000400');
});
