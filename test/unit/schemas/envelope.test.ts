import { expect, test } from "vitest";
import { MetaWebhook } from "../../../src/schemas/index.ts";
import { metaWebhook } from "../../fixtures/envelopes.ts";

const entry = [{ id: "1", changes: [{ field: "messages", value: {} }] }];

test.each([
  ["as documented", metaWebhook("messages", {})],
  ["without its object", { entry }],
  ["with an object that is not documented", { object: "other", entry }],
  ["with members on the entry, as older examples print them", { entry: [{ ...entry[0], field: "x", object: "y" }] }],
  ["with a change that has no field", { entry: [{ id: "1", changes: [{ value: null }] }] }],
  ["without entries", { entry: [] }],
])("a webhook is understood %s", (_, webhook) => {
  expect(MetaWebhook.parse(webhook)).toEqual(webhook);
});

test("the time of an entry is a text, quoted or not", () => {
  const times = [1_780_000_000, "1780000000"].map(
    (time) => MetaWebhook.parse({ entry: [{ time, changes: [] }] }).entry[0]?.time,
  );
  expect(times).toEqual(["1780000000", "1780000000"]);
});

test.each([{}, { entry: {} }, { entry: [{ id: "1" }] }, { entry: [{ changes: [5] }] }])("%j is no webhook", (value) => {
  expect(MetaWebhook.safeParse(value).success).toBe(false);
});
