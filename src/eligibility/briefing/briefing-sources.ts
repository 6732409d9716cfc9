import { afterOnboarding, linkedDevices, stayingConnected } from "../changes/index.ts";
import type { EligibilityRoute } from "../check.ts";
import type { Sourced } from "../sourced.ts";
import { dialog360Hub, dialog360Page, dialog360Reports, metaChangeList, metaOnboardingPage } from "../sources.ts";
import type { BriefingTopic } from "./briefing-topic.ts";

/** Where a topic comes from, by route. A route without a source has not got the topic. */
type Sources = Readonly<Partial<Record<EligibilityRoute, Sourced>>>;

const onBothPages: Sources = { meta: metaOnboardingPage, "360dialog": dialog360Page };

/**
 * The topics of a briefing, in their order, each with where it comes from.
 *
 * The routes differ where the pages do: 360dialog's page still denies editing and revoking, which Meta has.
 */
export const briefingSources: Readonly<Record<BriefingTopic, Sources>> = {
  update_app: onBothPages,
  accounts: { "360dialog": dialog360Page },
  phone_at_hand: onBoth(metaOnboardingPage),
  share_history: onBoth(afterOnboarding.history),
  pictures_and_files: onBoth(afterOnboarding.historyMedia),
  contacts: onBothPages,
  messages_seen: onBothPages,
  linked_devices: onBothPages,
  unsupported_devices: onBoth(linkedDevices.unsupported),
  chat_features_off: onBothPages,
  broadcast_lists: onBothPages,
  official_business_account: onBoth(dialog360Reports),
  editing: { meta: metaChangeList },
  editing_disputed: { "360dialog": dialog360Page },
  stays_in_app: onBothPages,
  business_tools: onBothPages,
  billing: onBoth(afterOnboarding.price),
  open_app: onBoth(stayingConnected.openApp),
  idle_devices: onBoth(stayingConnected.companionIdle),
  keep_app_installed: onBoth(stayingConnected.uninstalled),
  new_phone: onBoth(stayingConnected.newPhone),
  keep_number: onBoth(stayingConnected.numberChanged),
  disconnect: onBoth(stayingConnected.disconnectedByOwner),
  subscription: { "360dialog": dialog360Hub },
};

function onBoth(page: Sourced): Sources {
  return { meta: page, "360dialog": page };
}
