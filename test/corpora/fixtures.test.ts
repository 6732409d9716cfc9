import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CoexistenceEvent, parseWebhook } from "../../src/index.ts";

// Example payloads as the senders' documentation prints them, kept beside the repository. Nothing of their content is
// repeated here: what an event should say is named by where it stands in the payload.
const folder = new URL("../../../shared/fixtures/", import.meta.url);
const isThere = existsSync(folder);

const bytesOf = (file: string): Buffer => readFileSync(new URL(file, folder));
const jsonOf = (file: string): Payload => JSON.parse(bytesOf(file).toString());
const webhookFiles = (): string[] => [
  ...readdirSync(new URL("meta/", folder))
    .filter((file) => file.endsWith(".json") && !/^(api|embedded_signup)\./.test(file))
    .map((file) => `meta/${file}`),
  "360dialog/docs-partner-history-approved.json",
];

type Payload = { entry?: { id: string; changes: { field?: string; value: Record<string, unknown> }[] }[] } & Record<
  string,
  unknown
>;

/** Reads a member by its path, such as `messages.0.from`. */
function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}

/** The value of the only change of a payload, or what stands for it where there is no Meta envelope. */
function onlyValue(payload: Payload): unknown {
  return payload.entry?.[0]?.changes[0]?.value ?? payload["data"] ?? payload;
}

interface Expected {
  type: CoexistenceEvent["type"];
  direction?: "inbound" | "outbound";
  /** Where the customer's ids stand in the value. */
  waId?: string;
  userId?: string;
  /** What an account event means, and its name. */
  change?: string;
  event?: string;
}

const inbound = { type: "message", direction: "inbound", waId: "contacts.0.wa_id" } as const;
const inboundByUserId = { type: "message", direction: "inbound", userId: "messages.0.from_user_id" } as const;
const echo = { type: "echo", direction: "outbound", waId: "message_echoes.0.to" } as const;
const account = (event: string, change = "other") => ({ type: "account", change, event }) as const;
const status = { type: "status", waId: "statuses.0.recipient_id" } as const;
const statusByUserId = { type: "status", userId: "statuses.0.recipient_user_id" } as const;

/** What each payload is expected to come out as, by its name. The first pattern that fits counts. */
const expectations: readonly [pattern: RegExp, expected: Expected][] = [
  [/PARTNER_REMOVED/, account("PARTNER_REMOVED", "disconnected")],
  [/ACCOUNT_OFFBOARDED/, account("ACCOUNT_OFFBOARDED", "paused")],
  [/ACCOUNT_RECONNECTED/, account("ACCOUNT_RECONNECTED", "reconnected")],
  [/history\.declined/, { type: "history.declined" }],
  [/history\.approved|docs-partner-history/, { type: "history" }],
  [
    /history\.media-followup-inbound-bsuid/,
    { type: "history.media", direction: "inbound", userId: "messages.0.from_user_id" },
  ],
  [/history\.media-followup-inbound/, { type: "history.media", direction: "inbound", waId: "messages.0.from" }],
  [
    /history\.media-followup-outbound/,
    {
      type: "history.media",
      direction: "outbound",
      waId: "message_echoes.0.to",
      userId: "message_echoes.0.to_user_id",
    },
  ],
  [/smb_app_state_sync\.bsuid/, { type: "contacts", userId: "state_sync.0.contact.user_id" }],
  [/smb_app_state_sync/, { type: "contacts", waId: "state_sync.0.contact.phone_number" }],
  [/smb_message_echoes\.revoke-bsuid/, { type: "echo", direction: "outbound", userId: "message_echoes.0.to_user_id" }],
  [/smb_message_echoes/, echo],
  [/messages\.value-errors/, account("errors")],
  [/messages\.system-user-changed-number/, { type: "message", direction: "inbound", waId: "messages.0.from" }],
  [
    /messages\.(system-user-changed-user-id|(text|edit|revoke)-bsuid|interactive-call|contacts-origin)/,
    inboundByUserId,
  ],
  [/messages\./, inbound],
  [/statuses\.delivered-bsuid-no-phone/, statusByUserId],
  [/statuses\.delivered-bsuid-with-phone/, { ...status, ...statusByUserId }],
  [/statuses\./, status],
  [/phone_number_quality_update/, account("THROUGHPUT_UPGRADE")],
  [/security/, account("PIN_RESET_REQUEST")],
  [/user_id_update/, account("user_id_update")],
  [/user_preferences/, account("user_preferences")],
];

function expectationFor(file: string, payload: Payload): Expected {
  const found = expectations.find(([pattern]) => pattern.test(file))?.[1];
  if (found !== undefined) return found;
  // The other files of account_update are named after their event.
  expect(file).toMatch(/^meta\/account_update\./);
  return account(String(at(onlyValue(payload), "event")));
}

/** Direction and kind of every message of a chunk, in order, as the documentation describes the example. */
const chunks: Readonly<Record<string, readonly string[]>> = {
  "meta/history.approved-phase0.json": ["outbound text", "outbound media_placeholder", "inbound text", "outbound text"],
  "meta/history.approved-bsuid-phase1.json": ["inbound text", "outbound text", "outbound text"],
  "360dialog/docs-partner-history-approved.json": ["outbound text"],
};

describe.skipIf(!isThere)("every webhook the senders' documentation prints (needs the shared fixtures)", () => {
  const files = isThere ? webhookFiles() : [];

  test("is there to be read", () => {
    expect(files.length).toBeGreaterThan(70);
    expect(files).toEqual(expect.arrayContaining(Object.keys(chunks)));
  });

  describe.each(files)("%s", (file) => {
    const payload = jsonOf(file);
    const value = onlyValue(payload);
    const events = parseWebhook(bytesOf(file));
    const expected = expectationFor(file, payload);

    test("comes out as the one event it shows, and nothing as unknown", () => {
      expect(events.map(({ type }) => type)).toEqual([expected.type]);
      if (expected.change !== undefined)
        expect(events[0]).toMatchObject({ change: expected.change, event: expected.event });
    });

    test("says which account and number it is about", () => {
      const [event] = events;
      const number =
        at(value, "metadata.display_phone_number") ?? at(value, "display_phone_number") ?? at(value, "phone_number");
      const waba = at(value, "waba_info.waba_id") ?? payload.entry?.[0]?.id ?? at(payload, "data.id");
      expect(event?.phoneNumberId).toEqual(at(value, "metadata.phone_number_id"));
      expect(event?.displayPhoneNumber).toEqual(number);
      expect(event?.wabaId).toEqual(waba);
    });

    test("has its direction and its customer", () => {
      const [event] = events;
      if (expected.direction !== undefined) expect(event).toMatchObject({ direction: expected.direction });
      const customer =
        event?.type === "contacts" ? event.contacts[0]?.customer : event && "customer" in event && event.customer;
      if (customer === undefined || customer === false) {
        expect([expected.waId, expected.userId]).toEqual([undefined, undefined]);
        return;
      }
      for (const [id, path] of [
        [customer.waId, expected.waId],
        [customer.userId, expected.userId],
      ]) {
        if (path === undefined) continue;
        expect(at(value, path)).toEqual(expect.any(String));
        expect(id).toEqual(at(value, path));
      }
    });
  });

  test.each(Object.entries(chunks))("%s holds its messages, each with its direction and customer", (file, messages) => {
    const [event] = parseWebhook(bytesOf(file));
    if (event?.type !== "history") throw new Error("not a chunk");
    const records = event.threads.flatMap((thread) => thread.messages);
    expect(records.map(({ direction, message }) => `${direction} ${message.type}`)).toEqual(messages);
    const threads = at(onlyValue(jsonOf(file)), "history.0.threads") as {
      id?: string;
      context?: Record<string, string>;
    }[];
    expect(event.threads.map(({ customer }) => [customer.waId, customer.userId])).toEqual(
      threads.map(({ id, context }) => [context?.["wa_id"] ?? id, context?.["user_id"]]),
    );
  });

  // What 360dialog is known to forward to its partners. A refusal has no id and no time of its own, so its envelope's count.
  const forwarded = files.filter((file) => /meta\/(history|smb_)/.test(file) && !file.includes("declined"));

  test.each(forwarded)("%s has the same ids in 360dialog's envelope, and without any but its own", (file) => {
    const payload = jsonOf(file);
    const change = payload.entry?.[0]?.changes[0] ?? { field: "history", value: payload };
    const idsOf = (body: object) => parseWebhook(body).map(({ id }) => id);
    const data = { id: payload.entry?.[0]?.id, ...change.value };
    expect(idsOf({ id: "event-own-1", event: change.field, data })).toEqual(idsOf(payload));
    if (change.field === "history") expect(idsOf({ entry: [{ id: "1", changes: [change] }] })).toEqual(idsOf(payload));
  });

  test("360dialog's history has the same ids in Meta's envelope", () => {
    const payload = jsonOf("360dialog/docs-partner-history-approved.json");
    const { id, ...value } = payload["data"] as Record<string, unknown>;
    const entry = [{ id, changes: [{ field: "history", value }] }];
    expect(parseWebhook({ entry }).map((event) => event.id)).toEqual(parseWebhook(payload).map((event) => event.id));
  });
});
