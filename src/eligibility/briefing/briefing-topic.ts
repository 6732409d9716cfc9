import type { Sourced } from "../sourced.ts";

/** What the owner of a number is told before they agree. */
export type BriefingTopic =
  // Before the day
  | "update_app"
  | "accounts"
  | "phone_at_hand"
  // What the software gets
  | "share_history"
  | "pictures_and_files"
  | "contacts"
  | "messages_seen"
  // What changes
  | "linked_devices"
  | "unsupported_devices"
  | "chat_features_off"
  | "broadcast_lists"
  | "official_business_account"
  // What goes on
  | "editing"
  | "editing_disputed"
  | "stays_in_app"
  | "business_tools"
  | "billing"
  // How it stays connected, and how it ends
  | "open_app"
  | "idle_devices"
  | "keep_app_installed"
  | "new_phone"
  | "keep_number"
  | "disconnect"
  | "subscription";

/**
 * The texts of a briefing, by topic. Numbers stand in them as placeholders, so that they are written once, in the data:
 * `{minimumAppVersion}`, `{historyDays}`, `{historyMediaDays}`, `{maximumLinkedDevices}`, `{unsupportedDevices}`,
 * `{openAppDays}`, `{primaryIdleDays}`, `{companionIdleDays}`, `{disconnectPath}`. No text has to use any of them. Where
 * the app has other names in its menu, write those instead of `{disconnectPath}`.
 */
export type BriefingTexts = Readonly<Record<BriefingTopic, string>>;

/** One thing the owner of a number should know. */
export interface BriefingItem extends Sourced {
  readonly topic: BriefingTopic;
  /** In plain language, to the owner: "you". */
  readonly text: string;
}
