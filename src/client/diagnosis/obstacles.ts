import type { DiagnosisCheck, Finding } from "./finding.ts";

/** What a synchronization depends on. Webhooks that nobody gets are not sent again with another request. */
const dependsOn: Readonly<Record<"onboard" | "onboardDialog360", readonly DiagnosisCheck[]>> = {
  onboard: [
    "fields_subscribed",
    "subscription_active",
    "app_subscribed",
    "webhook_destination",
    "number_found",
    "number_on_business_app",
    "number_on_cloud_api",
  ],
  onboardDialog360: ["partner_webhook_set", "channel_found", "channel_live", "number_on_business_app"],
};

/** Names what has to be put right, or found out, before a synchronization may be asked for. */
export function findObstacles(
  findings: readonly Finding[],
  onboardedBy: "onboard" | "onboardDialog360",
): DiagnosisCheck[] {
  return dependsOn[onboardedBy].filter(
    (name) => !findings.some(({ check, verdict }) => check === name && verdict === "passed"),
  );
}

const presence: readonly DiagnosisCheck[] = ["number_found", "channel_found", "number_on_business_app"];

/** Says why nothing can be asked for, where the number is gone. */
export function nameDisconnected(findings: readonly Finding[]): string | undefined {
  const gone = findings.find(({ check, verdict }) => verdict === "failed" && presence.includes(check));
  return gone && `Nothing can be asked for while the number is not connected: see ${gone.check}.`;
}

/** What to do where a number is gone that was there before. */
export const signUpAgain =
  "Where it was there before, the business has probably disconnected, and only a new sign-up helps.";
