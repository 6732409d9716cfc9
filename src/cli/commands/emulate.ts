import { type Command, programName } from "../command.ts";
import { readArguments } from "../emulate/read-arguments.ts";

/** Plays the providers, the businesses and their phones, for an application in any language. */
export const emulate: Command = {
  name: "emulate",
  summary: "plays Meta, 360dialog and the businesses, for trying your application",
  help: `Usage: ${programName} emulate [--webhook URL] [OPTION]…

Plays Meta, 360dialog, and the businesses with their phones, on this machine, until it is stopped. Your application
onboards against it as it does against the real ones, and gets every webhook of the onboarding and of the days after it.

Options:
  --port N                      where it listens; otherwise 4000; 0 for any that is free
  --webhook URL                 where the webhooks of the app at Meta go
  --partner-webhook URL         where the webhooks of the partner at 360dialog go
  --tunnel FROM=TO              where an address of the public internet is reached from here, such as
                                https://shop.example=http://localhost:3000; can be given several times
  --allow-remote                webhooks may go to addresses that are neither on this machine nor the end of a tunnel
  --sign-up N                   so many businesses sign up at Meta at once
  --scenario FILE.json          what happens on the phones; --history and --seed win over it
  --history N|declined|nothing  how many messages the history has; the business keeps it to itself; or nothing comes
  --seed N                      the same seed makes the same messages; otherwise 1
  --chaos 0…1                   how untidily webhooks come: out of order, twice, over connections that break; otherwise 0
  --speed N                     how fast its clock runs, for waits, repetitions and the 24 hours; otherwise 1
  --help                        this text

Credentials come from the environment. What is not there has a value of its own, which is printed: both sides have to agree.
  APP_ID, APP_SECRET, VERIFY_TOKEN            Meta
  PARTNER_ID, PARTNER_API_KEY, PLATFORM_SECRET  360dialog

Exit codes:
  0  it was stopped, with Ctrl-C or SIGTERM
  1  the command line is wrong, or the port is in use
`,
  async run(args, surroundings) {
    const options = readArguments(args);
    const { runEmulate } = await import("../emulate/run-emulate.ts");
    return runEmulate(options, surroundings);
  },
};
