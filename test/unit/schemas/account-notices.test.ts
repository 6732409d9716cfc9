import { expect, test } from "vitest";
import type { z } from "zod";
import {
  AccountNoticeValue,
  PhoneNumberNameUpdateValue,
  PhoneNumberQualityUpdateValue,
  SecurityValue,
  UserIdUpdateValue,
  UserPreferencesValue,
} from "../../../src/schemas/index.ts";

const accepted: [title: string, schema: z.ZodType, value: unknown, expected?: unknown][] = [
  [
    "a quality update with the members announced for removal, or without",
    PhoneNumberQualityUpdateValue,
    { event: "ONBOARDING", old_limit: "TIER_NOT_SET", current_limit: "TIER_250" },
  ],
  ["a quality update of a new kind", PhoneNumberQualityUpdateValue, { event: "SOMETHING_NEW" }],
  [
    "a name that was approved, whose reason is null",
    PhoneNumberNameUpdateValue,
    { decision: "APPROVED", rejection_reason: null },
    { decision: "APPROVED" },
  ],
  ["a security notice without who asked", SecurityValue, { event: "PIN_REQUEST_SUCCESS" }],
  [
    "preferences with a numeric time and a contact without profile",
    UserPreferencesValue,
    { contacts: [{ wa_id: "1" }], user_preferences: [{ value: "stop", timestamp: 1_780_000_000 }] },
    { contacts: [{ wa_id: "1" }], user_preferences: [{ value: "stop", timestamp: "1780000000" }] },
  ],
  [
    "a new user id, with or without the old one",
    UserIdUpdateValue,
    { user_id_update: [{ user_id: { previous: "US.1", current: "US.2" } }, { user_id: { current: "US.3" } }] },
  ],
  ["any other notice with anything in it", AccountNoticeValue, { added: { anything: [1] } }],
];

test.each(accepted)("%s is understood", (_, schema, value, expected = value) => {
  expect(schema.parse(value)).toEqual(expected);
});

const refused: [title: string, schema: z.ZodType, value: unknown][] = [
  ["a quality update without its event", PhoneNumberQualityUpdateValue, {}],
  ["a name update without its decision", PhoneNumberNameUpdateValue, { rejection_reason: "NONE" }],
  ["a security notice whose event is a number", SecurityValue, { event: 5 }],
  ["preferences without their list", UserPreferencesValue, {}],
  ["a preference without its value", UserPreferencesValue, { user_preferences: [{ wa_id: "1" }] }],
  ["a notice whose event is an object", AccountNoticeValue, { event: {} }],
];

test.each(refused)("%s is malformed", (_, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false);
});
