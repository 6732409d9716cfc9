import { describe, expect, test } from "vitest";
import { parseWebhook, type StatusEvent } from "../../../src/index.ts";
import { customer, userId, valueWebhook } from "../../fixtures/envelopes.ts";

const read = (status: unknown, contacts?: unknown) =>
  parseWebhook(valueWebhook("messages", { statuses: [status], ...(contacts === undefined ? {} : { contacts }) }))[0];
const status = { id: "wamid.OWN1", status: "delivered", timestamp: "1780000000", recipient_id: customer };

test("a status carries what the sender wrote", () => {
  expect(read({ ...status, added: 1 })).toMatchObject({ type: "status", status: { ...status, added: 1 } });
});

test.each([
  ["READ", "read"],
  ["Failed", "failed"],
  ["played", "played"],
  ["SOMETHING_NEW", "SOMETHING_NEW"],
])("the word %s comes out as %s", (written, word) => {
  expect((read({ ...status, status: written }) as StatusEvent).status.status).toBe(word);
});

describe("the customer of a status", () => {
  test("is its recipient", () => {
    const recipient = { recipient_user_id: userId, recipient_parent_user_id: "US.ENT.1" };
    expect(read({ ...status, ...recipient })).toMatchObject({
      customer: { waId: customer, userId, parentUserId: "US.ENT.1" },
    });
  });

  test("has its parent id under the older name too", () => {
    expect(read({ ...status, parent_recipient_user_id: "US.ENT.1" })).toMatchObject({
      customer: { parentUserId: "US.ENT.1" },
    });
  });

  test("is told further by the contact beside it", () => {
    const contact = { wa_id: customer, user_id: userId, profile: { name: "Ana", username: "ana" } };
    expect(read(status, [contact])).toMatchObject({
      customer: { waId: customer, userId, username: "ana", profileName: "Ana" },
      contact,
    });
  });

  test("is nobody where a failed status names nobody", () => {
    expect(read({ id: "wamid.OWN1", status: "failed", errors: [{ code: 1 }] })).toMatchObject({ customer: {} });
  });

  test("is the participant and not the group", () => {
    const group = { recipient_id: "GroupOne", recipient_type: "group", recipient_participant_id: customer };
    expect((read({ ...status, ...group }) as StatusEvent).customer).toEqual({ waId: customer });
  });

  test("is nobody where a group's status names no participant", () => {
    expect((read({ ...status, recipient_id: "GroupOne", recipient_type: "group" }) as StatusEvent).customer).toEqual(
      {},
    );
  });
});

test.each([
  null,
  {},
  { id: "wamid.OWN1" },
  { id: "", status: "read" },
  { id: "w", status: 5 },
  { ...status, errors: {} },
])("%j is malformed", (bad) => {
  expect(read(bad)).toMatchObject({ type: "unknown", reason: "malformed", raw: bad });
});
