import type { Tables } from "../write-tables.ts";
import { errorClassesTable, errorCodesTable } from "./error-tables.ts";
import { eventsTable } from "./events-table.ts";
import { callLimits, intakeLimits, onboardingLimits, receiverLimits } from "./limit-tables.ts";
import { withoutGaps } from "./without-gaps.ts";
import { membersTable, wordsTable } from "./words-table.ts";

const events = "model/events.ts";

/** The tables of the page on events, errors and limits, from the sources and their comments. */
export const referenceTables: Tables = withoutGaps({
  events: eventsTable,
  "event-members": membersTable(events, "EventBase"),
  "record-members": membersTable("model/message-record.ts", "MessageRecord"),
  "customer-members": membersTable("model/customer.ts", "Customer"),
  "thread-members": membersTable(events, "HistoryThread"),
  "contact-members": membersTable(events, "SyncedContact"),
  "unknown-reasons": wordsTable("`reason`", events, "UnknownReason"),
  "error-codes": errorCodesTable,
  "error-classes": errorClassesTable,
  "client-error-members": membersTable("client/errors/client-error.ts", "ClientErrorDetails"),
  preconditions: wordsTable("`condition`", "client/onboarding/precondition-error.ts", "Precondition"),
  "unknown-outcomes": wordsTable("`reason`", "client/errors/unanswered.ts", "UnknownOutcomeReason"),
  "number-problems": wordsTable("`problem`", "eligibility/phone-number/phone-number-error.ts", "PhoneNumberProblem"),
  "synchronization-statuses": wordsTable("`status`", "synchronization/synchronization.ts", "SynchronizationStatus"),
  "stall-causes": wordsTable("cause", "synchronization/synchronization.ts", "StallCause"),
  "account-actions": wordsTable("action", "client/onboarding/account-plan.ts", "AccountAction"),
  "receiver-limits": receiverLimits,
  "intake-limits": intakeLimits,
  "call-limits": callLimits,
  "onboarding-limits": onboardingLimits,
});
