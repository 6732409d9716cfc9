import type { BriefingTexts } from "./briefing-topic.ts";

/**
 * The English texts of {@link ownerBriefing}, with their placeholders. Replace some of them, or translate all.
 *
 * @example
 * ```ts
 * import { englishBriefing, ownerBriefing } from "whatsapp-coexistence";
 *
 * const texts = { ...englishBriefing, update_app: "Get version {minimumAppVersion} of the app, or a later one." };
 * console.log(ownerBriefing("360dialog", texts)[0]?.text); // "Get version 2.24.17 of the app, or a later one."
 * ```
 */
export const englishBriefing: BriefingTexts = {
  update_app:
    "Before you start, update the WhatsApp Business app on your phone to version {minimumAppVersion} or later.",
  accounts: "You need an account at 360dialog and a business portfolio at Meta. You can make both on the way.",
  phone_at_hand:
    "Have the phone with this number at hand and online. Keep the app open until the connection is made and your chats are copied.",
  share_history:
    "You are asked whether to share your one-to-one chats of the last {historyDays} days. If you say no, the software can get them later only if you disconnect and start over.",
  pictures_and_files:
    "Pictures and files in these chats are copied only if they are from the last {historyMediaDays} days.",
  contacts: "Your contacts who use WhatsApp are copied to the software, and so are your later changes to them.",
  messages_seen:
    "From then on the software sees the messages in your one-to-one chats: those your customers send, and those you send from the app.",
  linked_devices:
    "All your linked devices are signed out when the connection is made. Afterwards you can link up to {maximumLinkedDevices} devices again.",
  unsupported_devices: "These devices cannot be linked again: {unsupportedDevices}.",
  chat_features_off:
    "Disappearing messages, view-once messages and live location stop working in your one-to-one chats.",
  broadcast_lists: "You cannot make new broadcast lists. Those you have can only be looked at.",
  official_business_account: "As far as is known, a connected number cannot become an Official Business Account.",
  editing: "You can go on editing messages and deleting them for everyone.",
  editing_disputed:
    "By what Meta says, you can go on editing messages and deleting them for everyone. 360dialog's page still says that you cannot.",
  stays_in_app:
    "Group chats, voice and video calls and channels go on as before, in the app only. The software does not see them.",
  business_tools:
    "Your business profile, catalogue, orders, status, labels, quick replies and automatic messages go on as before, in the app only. The software does not manage them.",
  billing: "Messages that you send from the app stay free. Messages that the software sends are billed.",
  open_app:
    "Open the app on your phone at least every {openAppDays} days. After about {primaryIdleDays} days without use the connection ends.",
  idle_devices: "A linked device that is not used for about {companionIdleDays} days can end the connection too.",
  keep_app_installed: "Do not uninstall the app: that ends the connection.",
  new_phone:
    "When you change your phone or reinstall the app, the connection pauses, usually for some minutes. Your linked devices are signed out again.",
  keep_number:
    "The connection ends when you change the number, delete the account, or move the number to the WhatsApp app that is not for businesses.",
  disconnect: "You can end the connection at any time. In the app, go to {disconnectPath}.",
  subscription:
    "Ending the connection in the app does not end the subscription at 360dialog. That has to be cancelled separately.",
};
