import { describe, expect, it } from "vitest";
import { type CoexistenceEvent, type Message, parseWebhook } from "../../../src/index.ts";
import type { KnownMessageType } from "../../../src/schemas/index.ts";
import type { Change } from "../../../src/testing/index.ts";
import * as testing from "../../../src/testing/index.ts";

const target = "wamid.EXAMPLEtarget";

/** Every message, made by its builder with nothing but what it insists on. */
const messages = {
  text: testing.textMessage(),
  image: testing.imageMessage(),
  video: testing.videoMessage(),
  audio: testing.audioMessage(),
  document: testing.documentMessage(),
  sticker: testing.stickerMessage(),
  media_placeholder: testing.mediaPlaceholder(),
  location: testing.locationMessage(),
  contacts: testing.contactCardsMessage(),
  reaction: testing.reactionMessage(target),
  interactive: testing.interactiveMessage(),
  button: testing.buttonMessage(),
  order: testing.orderMessage(),
  edit: testing.editMessage(target),
  revoke: testing.revokeMessage(target),
  system: testing.systemMessage(),
  unsupported: testing.unsupportedMessage(),
} satisfies Record<Exclude<KnownMessageType, "unknown">, Message>;

/** Every change, and the events it means. */
const changes: Record<string, { change: Change; events: CoexistenceEvent["type"][] }> = {
  historyChange: { change: testing.historyChange(), events: ["history"] },
  historyMediaChange: { change: testing.historyMediaChange(messages.image), events: ["history.media"] },
  "historyMediaChange, outbound": {
    change: testing.historyMediaChange(messages.image, { direction: "outbound" }),
    events: ["history.media"],
  },
  historyDeclinedChange: { change: testing.historyDeclinedChange(), events: ["history.declined"] },
  contactsChange: {
    change: testing.contactsChange([testing.addedContact(), testing.removedContact({ waId: "15550003333" })]),
    events: ["contacts"],
  },
  echoChange: { change: testing.echoChange([messages.text, messages.image]), events: ["echo", "echo"] },
  messageChange: { change: testing.messageChange([messages.text, messages.image]), events: ["message", "message"] },
  statusChange: { change: testing.statusChange(), events: ["status"] },
  "statusChange, failed": { change: testing.statusChange(testing.messageStatus("failed")), events: ["status"] },
  accountUpdateChange: { change: testing.accountUpdateChange("ACCOUNT_DELETED"), events: ["account"] },
  numberRemovedChange: { change: testing.numberRemovedChange(), events: ["account"] },
  accountRemovedChange: { change: testing.accountRemovedChange(), events: ["account"] },
  accountOffboardedChange: { change: testing.accountOffboardedChange(), events: ["account"] },
  accountReconnectedChange: { change: testing.accountReconnectedChange(), events: ["account"] },
};

const typesOf = (webhook: object) => parseWebhook(webhook).map(({ type }) => type);

describe.each(Object.entries(messages))("the builder of %s messages", (type, message) => {
  const thread = testing.historyThread([message, testing.sent(message)]);

  it.each([
    ["live", testing.messageChange(message), "message"],
    ["as an echo", testing.echoChange(message), "echo"],
    ["as an asset", testing.historyMediaChange(message), "history.media"],
  ] as const)(`makes what is understood %s`, (_, change, eventType) => {
    expect(parseWebhook(testing.metaWebhook(change))).toMatchObject([{ type: eventType, message: { type } }]);
  });

  it("makes what is understood in a chunk of history, from either side", () => {
    const webhook = testing.metaWebhook(testing.historyChange(testing.historyChunk({ threads: [thread] })));
    expect(parseWebhook(webhook)).toMatchObject([
      {
        type: "history",
        threads: [
          {
            messages: [
              { message: { type }, direction: "inbound" },
              { message: { type }, direction: "outbound" },
            ],
          },
        ],
      },
    ]);
  });
});

describe.each(Object.entries(changes))("%s", (_, { change, events }) => {
  it("is understood in Meta's envelope", () => {
    expect(typesOf(testing.metaWebhook(change))).toEqual(events);
  });

  it("is understood in 360dialog's envelope", () => {
    expect(typesOf(testing.dialog360Webhook(change))).toEqual(events);
  });

  it("is the same after a journey as JSON", () => {
    expect(typesOf(JSON.parse(JSON.stringify(testing.metaWebhook(change))))).toEqual(events);
  });
});

it("has a row above for every exported builder of a change", () => {
  const builders = Object.keys(testing).filter((name) => name.endsWith("Change"));
  expect(builders.filter((name) => !(name in changes))).toEqual([]);
});

it("makes a partner event of 360dialog", () => {
  expect(parseWebhook(testing.partnerWebhook("channel_live"))).toMatchObject([
    { type: "partner", event: "channel_live", provider: "360dialog" },
  ]);
});

it("gives every message an id of its own", () => {
  expect(testing.textMessage().id).not.toBe(testing.textMessage().id);
});

it("keeps the members it is given", () => {
  const members = { id: "wamid.EXAMPLEmine", timestamp: "1770000000", from: "15550007777" };
  expect(testing.textMessage("Hello", members)).toEqual({ ...members, type: "text", text: { body: "Hello" } });
});
