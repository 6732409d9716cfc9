import { describe, expect, it } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { applyEvent } from "../../../src/synchronization/apply-event.ts";
import { exampleNumber } from "../../../src/testing/index.ts";
import { ANumber, asset, chunk, contacts, disconnected, minute, paused, reconnected } from "./a-number.ts";

const later = minute(300);

describe("the likely causes of a stall", () => {
  it("are subscriptions first, when nothing at all came", () => {
    const { contacts, history } = new ANumber().asks("contacts", minute(0)).asks("history", minute(1)).at(later);
    expect(contacts.likelyCauses).toEqual([
      "fields_not_subscribed",
      "app_not_subscribed",
      "app_closed",
      "nothing_to_send",
    ]);
    expect(history.likelyCauses.slice(0, 2)).toEqual(["fields_not_subscribed", "app_not_subscribed"]);
  });

  it("are the field or a silent refusal, when contacts came and no history", () => {
    const { history } = new ANumber().asks("history", minute(0)).gets(contacts, minute(1)).at(later);
    expect(history.likelyCauses.slice(0, 2)).toEqual(["fields_not_subscribed", "declined_without_webhook"]);
    expect(history.likelyCauses).not.toContain("app_not_subscribed");
  });

  it("are the field or an empty address book, when history came and no contacts", () => {
    const { contacts } = new ANumber().asks("contacts", minute(0)).gets(chunk({}), minute(1)).at(later);
    expect(contacts.likelyCauses).toEqual(["fields_not_subscribed", "nothing_to_send"]);
  });

  it("are the app on the phone, when the history stopped in the middle", () => {
    const { history } = new ANumber().gets(chunk({ chunkOrder: 1, progress: 30 }), minute(1)).at(later);
    expect(history.likelyCauses[0]).toBe("app_closed");
    expect(history.likelyCauses).not.toContain("fields_not_subscribed");
  });

  it("are lost webhooks, when the history stopped in the middle with gaps", () => {
    const { history } = new ANumber().gets(chunk({ chunkOrder: 4, progress: 30 }), minute(1)).at(later);
    expect(history.likelyCauses[0]).toBe("webhooks_missing");
  });

  it("do not name the field, when an asset came and no chunk", () => {
    const { history } = new ANumber().gets(asset("wamid.A"), minute(1)).at(later);
    expect(history.likelyCauses).not.toContain("fields_not_subscribed");
  });

  it("begin with an error that the sender reported", () => {
    const number = new ANumber().asks("history", minute(0));
    const metadata = {
      display_phone_number: exampleNumber.displayPhoneNumber,
      phone_number_id: exampleNumber.phoneNumberId,
    };
    const value = { metadata, history: [{ errors: [{ code: 2593199 }] }] };
    const webhook = { entry: [{ id: exampleNumber.wabaId, changes: [{ field: "history", value }] }] };
    const [event] = parseWebhook(webhook, { receivedAt: minute(1) });
    expect(event?.type).toBe("unknown");
    if (event !== undefined) number.state = applyEvent(number.state, event);
    expect(number.at(later).history).toMatchObject({ status: "stalled" });
    expect(number.at(later).history.likelyCauses[0]).toBe("error_reported");
  });

  it("begin with the pause of the number, until it is over", () => {
    const number = new ANumber().gets(chunk({ progress: 30 }), minute(1)).gets(paused, minute(2));
    expect(number.at(later).history.likelyCauses[0]).toBe("number_paused");
    number.gets(reconnected, minute(3));
    expect(number.at(later).history.likelyCauses[0]).toBe("app_closed");
  });

  it("are the disconnection alone, without waiting for a silence", () => {
    const number = new ANumber().asks("history", minute(0)).gets(chunk({ progress: 30 }), minute(1));
    const { history } = number.gets(disconnected, minute(2)).at(minute(3));
    expect(history).toMatchObject({ status: "stalled", likelyCauses: ["number_disconnected"] });
  });
});
