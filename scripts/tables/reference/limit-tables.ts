import { markdownTable } from "../markdown.ts";
import { constant } from "./constant.ts";
import { bytes, count, time } from "./units.ts";

/** A limit: what it limits, how much, and where it is set. */
type Limit = readonly [what: string, value: string, setBy: string];

const fixed = "fixed";
const limitTable = (limits: readonly Limit[]): string => markdownTable(["what", "limit", "set by"], limits);

export function receiverLimits(): string {
  const memory = "intake/memory-intake.ts";
  const coexistence = "receive/coexistence.ts";
  return limitTable([
    [
      "the body of a webhook, else 413",
      bytes(constant("receive/body.ts", "bodyLimit")),
      "fixed; exported as `bodyLimit`",
    ],
    ["a body on its way, else 503", time(constant(coexistence, "bodyTimeout")), "`bodyTimeout`"],
    [
      "all listeners of a webhook in memory, else 503",
      time(constant(memory, "deadline")),
      "`memoryIntake({ deadline })`",
    ],
    ["events remembered as done in memory", count(constant(memory, "remember")), "`memoryIntake({ remember })`"],
    [
      "a silence before a synchronization counts as stalled",
      time(constant("synchronization/silence.ts", "defaultStallAfter")),
      "`stallAfter`",
    ],
    ["a secret, at least", `${constant("verify/secrets.ts", "shortestSecret")} characters`, fixed],
    ["a verify token, and a challenge", `${constant("verify/challenge.ts", "longestParameter")} characters`, fixed],
    [
      "nesting; what is deeper becomes its JSON text",
      `${constant("decode/harmless.ts", "deepestNesting")} levels`,
      fixed,
    ],
    ["`issues` of one malformed item", count(constant("parse/validate.ts", "mostIssues")), fixed],
    [
      "messages and media counted exactly in a synchronization; more are estimated",
      count(constant("synchronization/sample.ts", "sampleSize")),
      fixed,
    ],
    [
      "`chunkOrder` up to which gaps are named",
      count(constant("synchronization/phases.ts", "largestTrackedOrder")),
      fixed,
    ],
  ]);
}

export function intakeLimits(): string {
  const settings: readonly (readonly [what: string, name: string, write: (value: number) => string])[] = [
    ["the listeners of an event, else they count as failed", "lease", time],
    ["attempts before an event becomes a dead letter", "attempts", count],
    ["the wait after the first failed attempt; it doubles", "retryAfter", time],
    ["events delivered side by side", "concurrency", count],
    ["what may wait, else 503", "backlog", count],
    ["for how long an event is remembered as done", "remember", (days) => `${days} days`],
    ["a request's wait for the store, else 503", "patience", time],
    ["what `close()` waits for listeners", "grace", time],
  ];
  const [sqlite, bullmq] = ["sqlite/sqlite-intake.ts", "bullmq/settings.ts"];
  const rows = settings.map(([what, name, write]) => [
    what,
    write(constant(sqlite, name)),
    write(constant(bullmq, name)),
    `\`${name}\``,
  ]);
  const inBoth = (what: string, value: string, other = value): string[] => [what, value, other, fixed];
  return markdownTable(
    ["what", "`sqliteIntake`", "`bullmqIntake`", "set by"],
    [
      ...rows,
      inBoth(
        "the longest wait between two attempts",
        time(constant(sqlite, "longestWait")),
        time(constant("bullmq/station.ts", "longestBackOff")),
      ),
      inBoth(
        "the silence after which another process takes over",
        time(constant("sqlite/leadership.ts", "leaseLength")),
        time(constant("bullmq/station.ts", "eventLock")),
      ),
      inBoth("a part of a large webhook", bytes(constant("split/split-webhook.ts", "bytes"))),
      inBoth("`reason` of a dead letter", `${constant("deliver/describe-failure.ts", "longestReason")} characters`),
      [
        "what `deadLetters.list()` gives",
        count(constant(sqlite, "limit")),
        count(constant("bullmq/dead-letter-jobs.ts", "limit")),
        "`limit`",
      ],
    ],
  );
}

export function callLimits(): string {
  const options = "client/transport/options.ts";
  const meta = "client/address.ts";
  return limitTable([
    ["a whole call, with its repetitions and waits", time(constant(options, "timeout")), "`timeout`"],
    ["one attempt of a call that can be repeated", time(constant(options, "attemptTimeout")), "`attemptTimeout`"],
    ["how often a call is sent at most", count(constant(options, "maxAttempts")), "`maxAttempts`"],
    ["a wait between two attempts", time(constant(options, "longestWait")), "`longestWait`"],
    [
      "the first wait where the provider names none; it doubles",
      time(constant("client/transport/wait.ts", "firstBackoff")),
      fixed,
    ],
    ["the body of an answer", bytes(constant("client/transport/attempt.ts", "largestAnswer")), fixed],
    ["a file", bytes(constant("client/media.ts", "largest")), "`media.download(id, { largest })`"],
    ["a callback URL at Meta", `${constant(meta, "longest")} characters`, fixed],
    [
      "a webhook URL at 360dialog",
      `${count(constant("client/dialog360/webhook-address.ts", "longestUrl"))} characters`,
      fixed,
    ],
    [
      "further addresses of a number at 360dialog",
      count(constant("client/dialog360/multi-webhooks.ts", "mostDestinations")),
      fixed,
    ],
  ]);
}

export function onboardingLimits(): string {
  const states = "signup/integrated/one-time-states.ts";
  return limitTable([
    [
      "from the sign-up to the request of a synchronization",
      time(constant("client/onboarding/sync-window.ts", "windowLength")),
      "Meta",
    ],
    [
      "Facebook's SDK on its way",
      time(constant("signup/embedded/load-facebook-sdk.ts", "loadTimeout")),
      "`loadTimeout`",
    ],
    [
      "the ids of the sign-up, after its code",
      time(constant("signup/embedded/launch-embedded-signup.ts", "messageTimeout")),
      "`messageTimeout`",
    ],
    ["the life of a one-time state", time(constant(states, "lifetime")), "`new OneTimeStates({ lifetime })`"],
    [
      "states in memory; beyond, the oldest is forgotten",
      count(constant(states, "capacity")),
      "`new OneTimeStates({ capacity })`",
    ],
    ["an answer to a probe", time(constant("probe/options.ts", "timeout")), "`probeWebhook({ timeout })`"],
    [
      "the large history of a probe",
      bytes(constant("probe/options.ts", "historyBytes")),
      "`probeWebhook({ historyBytes })`",
    ],
  ]);
}
