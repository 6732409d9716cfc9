import { describe, expect, test } from "vitest";
import { Message } from "../../../../src/schemas/index.ts";
import { messageSchemaFor, messageSchemas } from "../../../../src/schemas/messages/message.ts";
import { fixture, fixtureNames } from "../../../fixtures/fixtures.ts";

const base = { id: "wamid.OWN1", timestamp: "1780000000", from: "15550002222" };

type Case = [title: string, content: Record<string, unknown>];

// One line for each way in which a documented type may be written.
const accepted: Case[] = [
  ["an empty text", { type: "text", text: { body: "" } }],
  ["a picture with its id alone", { type: "image", image: { id: "1" } }],
  ["a picture with base64 for a hash", { type: "image", image: { id: "1", sha256: "XUFAKrxLKna5==" } }],
  ["a picture with hex for a hash", { type: "image", image: { id: "1", sha256: "5d41402abc" } }],
  ["a voice message", { type: "audio", audio: { id: "1", voice: true } }],
  ["a sticker that moves", { type: "sticker", sticker: { id: "1", animated: true } }],
  ["a file without a name", { type: "document", document: { id: "1" } }],
  ["a placeholder without content", { type: "media_placeholder" }],
  ["a place without a name", { type: "location", location: { latitude: -0.5, longitude: 0 } }],
  ["a card without a name", { type: "contacts", contacts: [{ origin: "contact_request", phones: [{ phone: "1" }] }] }],
  ["a card of a new origin", { type: "contacts", contacts: [{ origin: "something_new" }] }],
  ["a reaction that was removed", { type: "reaction", reaction: { message_id: "w" } }],
  [
    "an answer of a new kind",
    { type: "interactive", interactive: { type: "product_reply", product_reply: { id: "1" } } },
  ],
  ["a button without a payload", { type: "button", button: { text: "Yes" } }],
  ["a product that costs nothing", { type: "order", order: { product_items: [{ quantity: 1, item_price: 0 }] } }],
  [
    "an edit of a caption",
    { type: "edit", edit: { original_message_id: "w", message: { type: "image", image: { id: "1" } } } },
  ],
  ["an edit of a new kind", { type: "edit", edit: { original_message_id: "w", message: { type: "poll", poll: {} } } }],
  ["a revocation", { type: "revoke", revoke: { original_message_id: "w" } }],
  ["a notice of a new kind", { type: "system", system: { type: "something_new" } }],
  ["a notice with the identity as a text", { type: "system", system: { identity: "hash" } }],
  [
    "a notice with the identity as an object",
    { type: "system", system: { identity: { acknowledged: true, hash: "h" } } },
  ],
  ["an unsupported message without a reason", { type: "unsupported" }],
  ["an unsupported message of a new kind", { type: "unsupported", unsupported: { type: "event", raw_type: "x" } }],
  ["the older name of an unsupported message", { type: "unknown", errors: [{ code: 131051, details: "x" }] }],
  ["a type that is not listed", { type: "hologram", hologram: [1] }],
  ["a type named as every object's member", { type: "constructor" }],
];

test.each(accepted)("%s is understood", (_, content) => {
  expect(Message.parse({ ...base, ...content, added: 1 })).toEqual({ ...base, ...content, added: 1 });
});

const refused: [...Case, path: string][] = [
  ["a text without its content", { type: "text" }, "text"],
  ["a text whose body is null", { type: "text", text: { body: null } }, "text.body"],
  ["a text whose body is a number", { type: "text", text: { body: 5 } }, "text.body"],
  ["a picture without the id of its asset", { type: "image", image: { mime_type: "image/jpeg" } }, "image.id"],
  ["a video in the place of a picture", { type: "image", video: { id: "1" } }, "image"],
  ["a place without a longitude", { type: "location", location: { latitude: 1 } }, "location.longitude"],
  ["cards that are no list", { type: "contacts", contacts: {} }, "contacts"],
  ["a reaction to nothing", { type: "reaction", reaction: { emoji: "x" } }, "reaction.message_id"],
  ["an answer of no kind", { type: "interactive", interactive: {} }, "interactive.type"],
  ["an order without products", { type: "order", order: {} }, "order.product_items"],
  ["an edit of nothing", { type: "edit", edit: { message: { type: "text" } } }, "edit.original_message_id"],
  ["an edit into nothing", { type: "edit", edit: { original_message_id: "w" } }, "edit.message"],
  ["a revocation of nothing", { type: "revoke", revoke: {} }, "revoke.original_message_id"],
  ["a notice without its content", { type: "system" }, "system"],
  ["an unsupported message with a list for its reason", { type: "unsupported", unsupported: [] }, "unsupported"],
  ["a button that is a text", { type: "button", button: "Yes" }, "button"],
];

test.each(refused)("%s is malformed, and said to be so where it is", (_, content, path) => {
  const result = Message.safeParse({ ...base, ...content });
  expect(result.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
});

test.each([{}, { type: "text" }, { id: "w" }, { id: "w", type: "" }, { id: "w", type: 5 }, null, [], "x"])(
  "%j is no message",
  (value) => {
    expect(Message.safeParse(value).success).toBe(false);
  },
);

describe("messageSchemaFor", () => {
  test.each(Object.entries(messageSchemas))("finds the schema of %s", (type, schema) => {
    expect(messageSchemaFor(type)).toBe(schema);
  });

  test.each(["hologram", "constructor", "__proto__", "toString", "", undefined, 5, null])(
    "takes %j for a type that is not listed",
    (type) => {
      expect(Object.values(messageSchemas)).not.toContain(messageSchemaFor(type));
    },
  );
});

test("there is a fixture of every listed type", () => {
  const printed = fixtureNames.map((name) => JSON.stringify(fixture(name))).join();
  for (const type of Object.keys(messageSchemas)) expect(printed).toContain(`"type":"${type}"`);
});
