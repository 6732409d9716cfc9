import { describe, expect, test } from "vitest";
import { Dialog360Channel, Dialog360Template, Dialog360Webhook } from "../../../src/schemas/index.ts";

describe("Dialog360Webhook", () => {
  test("takes any event and any data", () => {
    for (const webhook of [
      { id: "1", event: "channel_live", data: {} },
      { event: "something_new", data: null },
      { id: "2", event: "history", data: [], added: 1 },
    ]) {
      expect(Dialog360Webhook.parse(webhook)).toEqual(webhook);
    }
  });

  test.each([{}, { event: 5, data: {} }, { id: "1", event: "x" }, []])("is not %j", (value) => {
    expect(Dialog360Webhook.safeParse(value).success).toBe(false);
  });
});

describe("Dialog360Channel", () => {
  test("has its number and name in setup_info, as captured, or on itself, as described", () => {
    for (const channel of [
      { id: "OwnOneCH", setup_info: { phone_number: "15550001111", phone_name: "Example" } },
      { id: "OwnOneCH", phone_number: "15550001111", phone_name: "Example" },
    ]) {
      expect(Dialog360Channel.parse(channel)).toEqual(channel);
    }
  });

  test("may have a status that is not known, and members that are not listed", () => {
    const channel = { status: "something_new", account_mode: "other", integration: { state: "running" } };
    expect(Dialog360Channel.parse(channel)).toEqual(channel);
  });
});

test("a template's members may all be absent", () => {
  expect(Dialog360Template.parse({})).toEqual({});
  expect(Dialog360Template.parse({ template: { name: "a", rejected_reason: null } })).toEqual({
    template: { name: "a" },
  });
});
