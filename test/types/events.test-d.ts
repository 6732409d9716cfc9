import { describe, expectTypeOf, test } from "vitest";
import type {
  AccountEvent,
  CoexistenceEvent,
  ContactsEvent,
  EchoEvent,
  EventOf,
  EventType,
  HistoryEvent,
  HistoryMediaEvent,
  KnownMessage,
  Message,
  MessageEvent,
  MessageRecord,
  OtherMessage,
  StatusEvent,
  UnknownEvent,
  UnknownReason,
} from "../../src/index.ts";
import type { Open } from "../../src/schemas/index.ts";

declare const event: CoexistenceEvent;
declare const message: Message;
declare function save(record: MessageRecord): void;

describe("an event", () => {
  test("is told by its type", () => {
    if (event.type === "history") expectTypeOf(event).toEqualTypeOf<HistoryEvent>();
    if (event.type === "history.media") expectTypeOf(event).toEqualTypeOf<HistoryMediaEvent>();
    if (event.type === "contacts") expectTypeOf(event).toEqualTypeOf<ContactsEvent>();
    if (event.type === "account") expectTypeOf(event).toEqualTypeOf<AccountEvent>();
    if (event.type === "unknown") expectTypeOf(event.reason).toEqualTypeOf<UnknownReason>();
  });

  test("can be told to the last type", () => {
    switch (event.type) {
      case "history":
      case "history.media":
      case "history.declined":
      case "contacts":
      case "echo":
      case "message":
      case "status":
      case "account":
      case "partner":
      case "unknown":
        break;
      default:
        expectTypeOf(event).toBeNever();
    }
  });

  test("of one type can be named", () => {
    expectTypeOf<EventOf<"status">>().toEqualTypeOf<StatusEvent>();
    expectTypeOf<EventOf<"unknown">>().toEqualTypeOf<UnknownEvent>();
    // @ts-expect-error there is no such event
    expectTypeOf<EventOf<"histori">>().toBeNever();
  });

  test("always says what it is, who sent it, when it arrived and what it was made from", () => {
    expectTypeOf(event.type).toEqualTypeOf<EventType>();
    expectTypeOf(event.id).toBeString();
    expectTypeOf(event.provider).toEqualTypeOf<"meta" | "360dialog">();
    expectTypeOf(event.receivedAt).toEqualTypeOf<Date>();
    expectTypeOf(event.raw).toBeUnknown();
    expectTypeOf<CoexistenceEvent["phoneNumberId"]>().toEqualTypeOf<string | undefined>();
  });

  test("has nothing that only other events have", () => {
    // @ts-expect-error a status has no message
    if (event.type === "status") event.message;
    // @ts-expect-error the threads are in a chunk of the history
    event.threads;
    // @ts-expect-error a chunk has many directions
    if (event.type === "history") event.direction;
  });

  test("cannot be compared with a type that does not exist", () => {
    // @ts-expect-error a misspelt type
    if (event.type === "mesage") save(event);
  });
});

describe("a message record", () => {
  test("is what four events carry", () => {
    if (event.type === "message" || event.type === "echo" || event.type === "history.media") save(event);
    if (event.type === "history") for (const thread of event.threads) thread.messages.forEach(save);
    expectTypeOf<MessageEvent | EchoEvent | HistoryMediaEvent>().toExtend<MessageRecord>();
    expectTypeOf<HistoryEvent["threads"][number]["messages"][number]>().toEqualTypeOf<MessageRecord>();
  });

  test("is not what the others carry", () => {
    // @ts-expect-error a chunk holds many records
    if (event.type === "history") save(event);
    // @ts-expect-error a status is no message
    if (event.type === "status") save(event);
  });

  test("says which of the four it comes from", () => {
    expectTypeOf<MessageRecord["source"]>().toEqualTypeOf<"history" | "history.media" | "echo" | "message">();
    expectTypeOf<MessageRecord["direction"]>().toEqualTypeOf<"inbound" | "outbound">();
    expectTypeOf<MessageRecord["sentAt"]>().toEqualTypeOf<Date | undefined>();
  });
});

describe("a message", () => {
  test("is told by its type", () => {
    if (message.type === "text") expectTypeOf(message.text.body).toBeString();
    if (message.type === "image") expectTypeOf(message.image.caption).toEqualTypeOf<string | undefined>();
    if (message.type === "location") expectTypeOf(message.location.latitude).toBeNumber();
    if (message.type === "revoke") expectTypeOf(message.revoke.original_message_id).toBeString();
    if (message.type === "contacts")
      expectTypeOf(message.contacts[0]?.name?.formatted_name).toEqualTypeOf<string | undefined>();
  });

  test("has a text as its type where none of the documented ones is left", () => {
    switch (message.type) {
      case "text":
      case "image":
        break;
      default:
        expectTypeOf(message.type).toExtend<string>();
        expectTypeOf(message.id).toBeString();
    }
  });

  test("is a message of an unlisted type after all documented ones", () => {
    switch (message.type) {
      case "text":
      case "image":
      case "video":
      case "audio":
      case "document":
      case "sticker":
      case "media_placeholder":
      case "location":
      case "contacts":
      case "reaction":
      case "interactive":
      case "button":
      case "order":
      case "edit":
      case "revoke":
      case "system":
      case "unsupported":
      case "unknown":
        break;
      default: {
        expectTypeOf(message).toEqualTypeOf<OtherMessage>();
        const type: string = message.type;
        expectTypeOf(type).toBeString();
        expectTypeOf(message["anything"]).toBeUnknown();
      }
    }
  });

  test("has the id and type that all have, and members that are not listed as unknown", () => {
    expectTypeOf(message.id).toBeString();
    expectTypeOf(message.timestamp).toEqualTypeOf<string | undefined>();
    expectTypeOf(message.from).toEqualTypeOf<string | undefined>();
    expectTypeOf(message["anything"]).toBeUnknown();
    expectTypeOf<KnownMessage | OtherMessage>().toEqualTypeOf<Message>();
  });

  test("does not have the content of another type", () => {
    // @ts-expect-error a member that is not listed is unknown, so it has no caption
    if (message.type === "text") message.image.caption;
    // @ts-expect-error the content is there only once the type is known
    message.text.body;
  });
});

describe("a list that may grow", () => {
  test("takes documented words and any other", () => {
    type Reason = Open<"USER" | "SYSTEM">;
    expectTypeOf<"USER">().toExtend<Reason>();
    expectTypeOf<"SOMETHING_NEW">().toExtend<Reason>();
    expectTypeOf<string>().toExtend<Reason>();
    expectTypeOf<Reason>().toExtend<string>();
    expectTypeOf<number>().not.toExtend<Reason>();
  });

  test("keeps its documented words apart from a plain text, so that editors offer them", () => {
    expectTypeOf<Open<"USER" | "SYSTEM">>().not.toEqualTypeOf<string>();
    expectTypeOf<Extract<AccountEvent["event"], "PARTNER_REMOVED">>().toEqualTypeOf<"PARTNER_REMOVED">();
    expectTypeOf<Extract<StatusEvent["status"]["status"], "read">>().toEqualTypeOf<"read">();
    expectTypeOf<Extract<ContactsEvent["contacts"][number]["action"], "remove">>().toEqualTypeOf<"remove">();
    expectTypeOf<Extract<MessageRecord["status"], "READ">>().toEqualTypeOf<"READ">();
    expectTypeOf<Extract<AccountEvent["reason"], "CHANGE_NUMBER">>().toEqualTypeOf<"CHANGE_NUMBER">();
  });

  test("can be compared with a word that is not documented", () => {
    if (event.type === "account") expectTypeOf(event.event === "SOMETHING_NEW").toBeBoolean();
    if (event.type === "account") expectTypeOf(event.initiatedBy).toEqualTypeOf<Open<"USER" | "SYSTEM"> | undefined>();
  });

  test("is not what the meaning of an account event is: those four are all there are", () => {
    expectTypeOf<AccountEvent["change"]>().toEqualTypeOf<"disconnected" | "paused" | "reconnected" | "other">();
    // @ts-expect-error no such meaning
    if (event.type === "account" && event.change === "removed") save;
  });
});
