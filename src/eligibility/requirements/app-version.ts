import { compareAppVersions } from "../app-version.ts";
import type { Asked } from "../asked.ts";
import { dialog360Page, metaOnboardingPage } from "../sources.ts";
import type { Finding } from "./finding.ts";

/** Both pages ask for the same version, of either platform. */
export function checkAppVersion({ route, appVersion, policy }: Asked): Finding {
  const { minimumAppVersion } = policy;
  const page = { ...(route === "meta" ? metaOnboardingPage : dialog360Page), decisive: true };
  const question = `Which version of the WhatsApp Business app is on the phone? It stands in the app under Settings > Help.`;
  // App stores also show versions without their leading 2, and then any of them would seem newer.
  if (appVersion !== undefined && /^\s*v?[2-9]\d\./i.test(appVersion)) {
    const reason = `The app has to have version ${minimumAppVersion} or later. What was given lacks the first part of a version.`;
    return { verdict: "unknown", reason, question, ...page };
  }
  const order = appVersion === undefined ? undefined : compareAppVersions(appVersion, minimumAppVersion);
  if (order === undefined) {
    const reason =
      appVersion === undefined
        ? `The app has to have version ${minimumAppVersion} or later. Its version is not known.`
        : `The app has to have version ${minimumAppVersion} or later. What was given for it is no version.`;
    return { verdict: "unknown", reason, question, ...page };
  }
  return order < 0
    ? {
        verdict: "ineligible",
        reason: `The app is older than version ${minimumAppVersion}.`,
        fix: `Update the WhatsApp Business app to version ${minimumAppVersion} or later.`,
        ...page,
      }
    : { verdict: "eligible", reason: `The app has version ${minimumAppVersion} or later.`, ...page };
}
