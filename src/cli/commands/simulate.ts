import { type Command, programName } from "../command.ts";
import { readArguments } from "../simulate/read-arguments.ts";

/** Plays a whole onboarding to a webhook. */
export const simulate: Command = {
  name: "simulate",
  summary: "plays the onboarding of several numbers to your webhook, and judges how it takes it",
  help: `Usage: ${programName} simulate URL [OPTION]…

Plays to a webhook what senders send when numbers are onboarded, as untidily as they do: contacts, history, messages,
echoes, statuses and news of the account, out of order, some twice, over connections that break, with webhooks of 3 MB
and with forged ones in between. What is not answered 200 is sent again. A history may have a million messages.

Options:
  --history N|declined|nothing  how many messages the history of a number has, up to 1,000,000; otherwise 5,000
  --customers N                 how many people are in each address book; otherwise 12
  --numbers N                   how many numbers are onboarded at once, up to 100; otherwise 2
  --chaos X                     how untidy it gets, from 0 to 1; otherwise 0.5
  --seed N                      the same seed gives the same traffic; otherwise another one each time
  --speed N                     how many seconds of the senders' time pass in one of ours; otherwise 60
  --scenario FILE.json          what happens on each number; the options above win over what it says
  --route meta|360dialog        whose webhooks, where the environment holds secrets of both
  --json                        for programs: one line, {"passed": …, "seed": …, "checks": …, "figures": …}
  --help                        this text

It plays the sender whose secret it finds in the environment. Webhooks that are genuine reach the listeners of the
receiver; they are about invented numbers, whose phone_number_id begins with 000000000.
  APP_SECRET       Meta; VERIFY_TOKEN besides it tries the verification
  PLATFORM_SECRET  360dialog at a partner's URL
  WEBHOOK_TOKEN    360dialog at a number's URL, as the header authorization

Exit codes:
  0  the webhook passed
  1  the command line is wrong
  2  the webhook failed
`,
  async run(args, surroundings) {
    const options = readArguments(args);
    const { runSimulate } = await import("../simulate/run-simulate.ts");
    return runSimulate(options, surroundings);
  },
};
