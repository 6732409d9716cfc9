import { type Command, programName } from "../command.ts";
import { checks } from "../doctor/checks.ts";
import { readArguments } from "../doctor/read-arguments.ts";
import { wrap } from "../terminal/wrap.ts";

const list = (names: readonly string[]): string =>
  wrap(names.join(", "), 110, "prose")
    .map((line) => `    ${line}`)
    .join("\n");

/** Looks at a live integration, and names what is wrong with it. */
export const doctor: Command = {
  name: "doctor",
  summary: "looks at a live integration, and names what is wrong and how to put it right",
  help: `Usage: ${programName} doctor --waba ID [--number ID] [OPTION]…
       ${programName} doctor --route 360dialog --channel ID [OPTION]…

Looks at an integration as it is: credentials, subscriptions, the addresses that webhooks really go to, the number, and
the synchronization. It only reads: nothing is changed or spent, and without --probe nothing is sent to your webhook.

Options:
  --route meta|360dialog  through whom the number came; otherwise meta
  --waba ID               Meta: the WhatsApp Business Account
  --number ID             Meta: the id of the number; otherwise the one that is in coexistence
  --app ID                Meta: the id of your app; otherwise APP_ID
  --channel ID            360dialog: the channel
  --url URL               where the webhooks of the number are to go
  --partner-url URL       360dialog: where partner events are to go, history and contacts among them
  --state FILE            what the onboarding saved: nothing else says whether the synchronization was asked for
  --leave-out CHECK       does without a check; repeatable
  --probe                 sends test webhooks to --url. Without --url: to the address that webhooks go to now, which
                          may be in production. With PLATFORM_SECRET it is --partner-url in place of --url
  --graph URL             Meta: where the API is; otherwise GRAPH_URL, or Meta's own
  --hub URL               360dialog: where the Partner API is; otherwise HUB_URL, or 360dialog's own
  --messaging URL         360dialog: where the Messaging API is; otherwise MESSAGING_URL, or 360dialog's own
  --json                  for programs: one line, {"route": …, "healthy": …, "findings": …, "probe": …}, or
                          "notProbed": … with the reason
  --help                  this text

Checks:
  meta
${list(checks.meta)}
  360dialog
${list(checks["360dialog"])}

Where a fix names a function, it is one of whatsapp-coexistence/client. An API that does not answer is given up within ten
seconds.

Secrets come from the environment.
  ACCESS_TOKEN     Meta: the customer's token; otherwise the one in --state
  APP_ID           Meta: the id of your app
  APP_SECRET       Meta: its secret. Without it, what the app alone can ask stays unknown
  PARTNER_ID       360dialog: the id of your partner account
  PARTNER_API_KEY  360dialog: a key of your partner account
  D360_API_KEY     360dialog: the number's key; otherwise the one in --state
The probe plays the sender whose secret it finds: APP_SECRET, with VERIFY_TOKEN for the verification; PLATFORM_SECRET for
a partner's URL; WEBHOOK_TOKEN for a number's URL. Webhooks that are genuine reach the listeners of the receiver; they
are about an invented number.

Exit codes:
  0  nothing is wrong; there may be warnings
  1  the command line is wrong
  2  a check failed, or the webhook that was probed is not ready
  3  no check failed, and one is unknown that is not left out, or what was to be probed was not
`,
  async run(args, surroundings) {
    const options = readArguments(args);
    const { runDoctor } = await import("../doctor/run-doctor.ts");
    return runDoctor(options, surroundings);
  },
};
