import { readArguments } from "../check/read-arguments.ts";
import { type Command, programName } from "../command.ts";

/** Tells whether a number can come over, and whether a webhook is ready for it. */
export const check: Command = {
  name: "check",
  summary: "tells whether a number can come over, and whether a webhook is ready",
  help: `Usage: ${programName} check NUMBER --route meta|360dialog [OPTION]…
       ${programName} check --probe URL [--route meta|360dialog] [--json]

Tells whether a number that is used in the WhatsApp Business app can come over, as far as that is known before the
sign-up, and what to ask for the rest. Without --probe nothing is sent anywhere. NUMBER is in international form.

Options:
  --route meta|360dialog        through whom the number is to be onboarded
  --app-version VERSION         of the WhatsApp Business app on the phone, such as 2.24.17.78
  --in-use-since DAY            since when the number is in use in the app, such as 2026-09-01
  --business-portfolio yes|no   whether the business has a Meta business portfolio
  --region XX                   the country or territory of the number (ISO 3166), where several share it
  --on DAY                      the day to judge for; otherwise today
  --answer REQUIREMENT=yes|no   an answer of yours in place of a check: yes where the requirement is met; repeatable
  --leave-out REQUIREMENT       does without a check; repeatable
  --probe URL                   sends test webhooks to your webhook, which is the check "webhook"
  --json                        for programs: one line, {"route": …, "on": …, "eligibility": …, "probe": …}, or
                                {"error": …} where the number cannot be one
  --help                        this text

Requirements:
  country, sanctions, app_version, business_app, tenure, phone_at_hand, business_portfolio, complete_portfolio,
  credit_line, webhook, webhook_fields, partner, embedded_signup, opened_by_support

The probe plays the sender whose secret it finds in the environment. Webhooks that are genuine reach the listeners of
the receiver; they are about an invented number.
  APP_SECRET       Meta; VERIFY_TOKEN besides it tries the verification
  PLATFORM_SECRET  360dialog at a partner's URL
  WEBHOOK_TOKEN    360dialog at a number's URL, as the header authorization

Exit codes:
  0  the number is eligible; without a number, the webhook is ready
  1  the command line is wrong, or the number cannot be one
  2  the number is not eligible; without a number, the webhook is not ready
  3  it is unknown whether the number is eligible
`,
  async run(args, surroundings) {
    const options = readArguments(args);
    const { runCheck } = await import("../check/run-check.ts");
    return runCheck(options, surroundings);
  },
};
