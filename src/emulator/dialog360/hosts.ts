/** Where the Partner API is, when nobody stands in for it. */
export const hubHost = "hub.360dialog.io";

/** Where the Messaging API is, when nobody stands in for it. */
export const messagingHost = "waba-v2.360dialog.io";
