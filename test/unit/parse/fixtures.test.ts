import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { parseWebhook } from "../../../src/index.ts";
import {
  AccountUpdateValue,
  Dialog360Channel,
  Dialog360Template,
  Dialog360Webhook,
  EchoesValue,
  HistoryValue,
  MessagesValue,
  MetaWebhook,
  PhoneNumberNameUpdateValue,
  PhoneNumberQualityUpdateValue,
  SecurityValue,
  StateSyncValue,
  UserIdUpdateValue,
  UserPreferencesValue,
} from "../../../src/schemas/index.ts";
import { describeEvent } from "../../fixtures/describe-event.ts";
import { expectedEvents } from "../../fixtures/expected-events.ts";
import { fixture, fixtureBytes, fixtureNames } from "../../fixtures/fixtures.ts";
import { unlistedKeys } from "../../fixtures/unlisted-keys.ts";

// The other notices have a schema that lists `event` alone, because nothing in them is about coexistence.
const valueSchemas: Readonly<Record<string, z.ZodType>> = {
  history: HistoryValue,
  smb_app_state_sync: StateSyncValue,
  smb_message_echoes: EchoesValue,
  message_echoes: EchoesValue,
  messages: MessagesValue,
  account_update: AccountUpdateValue,
  phone_number_quality_update: PhoneNumberQualityUpdateValue,
  phone_number_name_update: PhoneNumberNameUpdateValue,
  security: SecurityValue,
  user_preferences: UserPreferencesValue,
  user_id_update: UserIdUpdateValue,
};

// What a fixture holds on purpose although no schema lists it.
const deliberate: Readonly<Record<string, readonly string[]>> = {
  "messages.other-type": [".messages[0].hologram"],
  "envelope.field-on-entry": [".entry[0].field", ".entry[0].object"],
};

interface Value {
  field: string;
  value: unknown;
}

/** Every value of a webhook with its field, and the keys of its envelope that no schema lists. */
function valuesOf(name: string): { values: Value[]; unlisted: string[] } {
  const body = fixture(name) as {
    entry?: { changes: { field?: string; value: unknown }[]; field?: string }[];
  } & Record<string, unknown>;
  if (body.entry !== undefined) {
    const values = body.entry.flatMap(({ changes, field }) =>
      changes.map((change) => ({ field: change.field ?? field ?? "history", value: change.value })),
    );
    return { values, unlisted: unlistedKeys(MetaWebhook, body) };
  }
  if (typeof body["event"] === "string") {
    const { id: _, ...value } = body["data"] as Record<string, unknown>;
    return {
      values:
        body["event"] in valueSchemas ? [{ field: body["event"], value }] : [{ field: "partner", value: body["data"] }],
      unlisted: unlistedKeys(Dialog360Webhook, body),
    };
  }
  return { values: [{ field: "history", value: body }], unlisted: [] };
}

function schemaFor({ field, value }: Value): z.ZodType | undefined {
  if (field !== "partner") return valueSchemas[field];
  return "template" in (value as object) ? Dialog360Template : Dialog360Channel;
}

test("every fixture has its events written down, and is listed in the README", () => {
  const readme = readFileSync(new URL("../../fixtures/README.md", import.meta.url), "utf8");
  const rows = [...readme.matchAll(/^\| \[(.+)\.json\]\(\1\.json\) \| (.+) \|$/gm)];
  const inReadme = Object.fromEntries(rows.map(([, name, events]) => [name, events?.split("<br>")]));
  expect(Object.keys(expectedEvents).sort()).toEqual([...fixtureNames]);
  expect(inReadme).toEqual(expectedEvents);
});

describe.each(fixtureNames)("%s", (name) => {
  test("comes out as its documented events and nothing else", () => {
    expect(parseWebhook(fixtureBytes(name)).map(describeEvent)).toEqual(expectedEvents[name]);
  });

  test("has no member that its schema does not list", () => {
    const { values, unlisted } = valuesOf(name);
    for (const value of values) {
      const schema = schemaFor(value);
      if (schema !== undefined) unlisted.push(...unlistedKeys(schema, value.value));
    }
    expect(unlisted).toEqual(deliberate[name] ?? []);
  });

  test("gives the same events as bytes, text and object", () => {
    const receivedAt = new Date(0);
    const bytes = fixtureBytes(name);
    const events = parseWebhook(bytes, { receivedAt });
    expect(parseWebhook(bytes.toString(), { receivedAt })).toEqual(events);
    expect(parseWebhook(JSON.parse(bytes.toString()), { receivedAt })).toEqual(events);
  });
});
