import { dialog360Page, metaChangeList, metaEditReference, metaOnboardingPage } from "../sources.ts";
import type { FeatureChange, FeatureCorrection, FeatureState } from "./feature-change.ts";

const works: FeatureState = { support: "supported", text: "Works." };
const noChange: FeatureState = { support: "unchanged", text: "No change." };
const notOnApi: FeatureState = { support: "not_supported", text: "Not supported." };
const notStated: FeatureState = { support: "not_stated", text: "Meta's page does not say." };

const editAndRevoke: FeatureCorrection = {
  text: "Meta supports editing and revoking since 2025-11-25, and reports both by webhook.",
  since: "2025-11-25",
  inApp: { support: "unchanged", text: "No change. Messages can be edited and revoked." },
  onApi: {
    support: "supported",
    text: "Supported. All chats of the last 6 months can be synchronized. New messages are mirrored both ways, and edits and revocations are reported by webhook.",
  },
  ...metaChangeList,
};

const editReference: FeatureCorrection = {
  text: 'Meta\'s reference of the edit webhook calls edits "temporarily unsupported": they may arrive as messages of the type unsupported, with the code 131051.',
  ...metaEditReference,
};

const noRowAtMeta: FeatureCorrection = {
  text: "Meta's table has no row for these chats.",
  inApp: notStated,
  onApi: notStated,
  ...metaOnboardingPage,
};

/**
 * What the owner of a number keeps and loses: the 13 rows of the feature comparison, as 360dialog's page prints them,
 * each with what other pages say against it. For the rows as they stand for a route use {@link featureComparison}.
 *
 * @see https://docs.360dialog.com/partner/waba-management/phone-number-and-hosting/using-a-phone-number-already-in-use-with-whatsapp-app
 * @example
 * ```ts
 * import { featureChanges } from "whatsapp-coexistence";
 *
 * const lost = featureChanges.filter(({ inApp }) => inApp.support === "turned_off");
 * console.log(lost.map(({ feature }) => feature)); // ["disappearing_messages", "view_once_messages", "live_location"]
 * ```
 */
export const featureChanges: readonly FeatureChange[] = [
  {
    feature: "one_to_one_chats",
    title: "One-to-one chats",
    before: works,
    inApp: { support: "limited", text: "Messages can no longer be edited or revoked." },
    onApi: {
      support: "supported",
      text: "Supported. All chats of the last 6 months can be synchronized. New messages are mirrored both ways.",
    },
    ...dialog360Page,
    corrections: [editAndRevoke, editReference],
  },
  {
    feature: "contacts",
    title: "Contacts",
    before: works,
    inApp: noChange,
    onApi: { support: "supported", text: "Supported. All contacts with a WhatsApp number can be synchronized." },
    ...dialog360Page,
    corrections: [],
  },
  inAppOnly("group_chats", "Group chats", { ...notOnApi, text: "Not supported, and not synchronized." }),
  { ...inAppOnly("hidden_number_chats", "Chats that hide the phone number"), corrections: [noRowAtMeta] },
  turnedOff("disappearing_messages", "Disappearing messages", "Turned off in all one-to-one chats."),
  turnedOff("view_once_messages", "View-once messages", "Disabled in all one-to-one chats."),
  turnedOff("live_location", "Live location", "Disabled in all one-to-one chats."),
  {
    ...inAppOnly("broadcast_lists", "Broadcast lists"),
    inApp: { support: "read_only", text: "Disabled: no new lists, and existing ones are read-only." },
  },
  inAppOnly("calls", "Voice and video calls"),
  inAppOnly("business_tools", "Business tools (catalogue, orders, status)"),
  inAppOnly(
    "messaging_tools",
    "Messaging tools (marketing messages, greeting message, away message, quick replies, labels)",
  ),
  inAppOnly("business_profile", "Business profile (name, address, website)"),
  inAppOnly("channels", "Channels"),
];

function inAppOnly(feature: FeatureChange["feature"], title: string, onApi = notOnApi): FeatureChange {
  return { feature, title, before: works, inApp: noChange, onApi, ...dialog360Page, corrections: [] };
}

function turnedOff(feature: FeatureChange["feature"], title: string, text: string): FeatureChange {
  return { ...inAppOnly(feature, title), inApp: { support: "turned_off", text } };
}
