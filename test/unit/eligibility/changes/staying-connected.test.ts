import { describe, expect, it } from "vitest";
import {
  type DisconnectionNotice,
  linkedDevices,
  stayingConnected,
} from "../../../../src/eligibility/changes/index.ts";
import { parseWebhook } from "../../../../src/index.ts";

const notices = Object.values(stayingConnected).flatMap((rule) => [...rule.notices] as DisconnectionNotice[]);
const reasons = notices.flatMap(({ reason = [] }) => reason);

function webhook({ event, reason }: DisconnectionNotice): Record<string, unknown> {
  const value = { event, ...(reason === undefined ? {} : { disconnection_info: { reason, initiated_by: "SYSTEM" } }) };
  return { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "account_update", value }] }] };
}

describe("the rules that keep a number connected", () => {
  it("count 13, 14 and 30 days", () => {
    const { openApp, primaryIdle, companionIdle } = stayingConnected;
    expect([openApp.days, primaryIdle.days, companionIdle.days]).toEqual([13, 14, 30]);
  });

  it("remind before it is too late", () => {
    expect(stayingConnected.openApp.days).toBeLessThan(stayingConnected.primaryIdle.days);
  });

  it("name every reason of the webhook once", () => {
    expect([...reasons].sort()).toEqual([
      "ACCOUNT_DISCONNECTED",
      "BUSINESS_DOWNGRADE",
      "CHANGE_NUMBER",
      "COMPANION_INACTIVITY",
      "PRIMARY_INACTIVITY",
      "USER_RE_REGISTERED",
    ]);
  });

  it.each(notices)("expect a notice that comes out as an account event: $event $reason", (notice) => {
    const change = {
      PARTNER_REMOVED: "disconnected",
      ACCOUNT_OFFBOARDED: "paused",
      ACCOUNT_RECONNECTED: "reconnected",
    };
    const { event, reason } = notice;
    expect(parseWebhook(webhook(notice))).toEqual([
      expect.objectContaining({ type: "account", event, change: change[event], ...(reason && { reason }) }),
    ]);
  });

  it("expect nothing where no page names a notice", () => {
    expect(stayingConnected.uninstalled.notices).toEqual([]);
  });
});

describe("the rules about linked devices", () => {
  it("allow four, of supported kinds", () => {
    expect(linkedDevices.maximum.count).toBe(4);
    expect(linkedDevices.unsupported.devices).toEqual(["WhatsApp for Windows", "WearOS"]);
  });

  it("name both sides of the contradiction about messages from unsupported ones", () => {
    const { statements } = linkedDevices.messagesFromUnsupported;
    expect(new Set(statements.map(({ source }) => new URL(source).hostname))).toEqual(
      new Set(["developers.facebook.com", "docs.360dialog.com"]),
    );
  });
});
