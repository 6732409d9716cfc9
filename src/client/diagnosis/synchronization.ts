import { howToSettle } from "../onboarding/request-sync-once.ts";
import type { OneShot } from "../onboarding/state/one-shot.ts";
import { syncDeadline, windowClosed } from "../onboarding/sync-window.ts";
import { type SyncKind, syncKinds } from "../synchronization.ts";
import { type Finding, failed, passed, unknown, warning } from "./finding.ts";
import { printMoment } from "./moment.ts";
import { findObstacles, nameDisconnected } from "./obstacles.ts";
import { type KnownRequests, type RequestRecord, requestsOfThisSignup } from "./requests.ts";

/** What is known of the synchronization of a number. */
export interface SyncKnowledge {
  readonly now: Date;
  /** When the number was onboarded, as the caller or Meta says. */
  readonly onboardedAt: Date | undefined;
  /** What became of the requests. No call of a provider's says so. */
  readonly state: RequestRecord | undefined;
  /** The function whose saved state that is. */
  readonly onboardedBy: "onboard" | "onboardDialog360";
  /** What was found out about everything else: nothing is to be asked for while webhooks would go to nobody. */
  readonly findings: readonly Finding[];
}

/** The same, with what follows from it. */
interface Outlook extends SyncKnowledge {
  /** The requests that are known to be of this sign-up. */
  readonly requests: KnownRequests;
  readonly deadline: Date | undefined;
  readonly isOver: boolean;
  /** Why nothing can be asked for although there is time. */
  readonly disconnected: string | undefined;
}

const names = { contacts: "contacts_requested", history: "history_requested" } as const;

/** Looks whether both synchronizations were asked for, and whether there is still time for what was not. */
export function findSynchronization(knowledge: SyncKnowledge): Finding[] {
  const { now, state, findings } = knowledge;
  const onboardedAt = knowledge.onboardedAt ?? (state && new Date(state.startedAt));
  const deadline = onboardedAt && syncDeadline(onboardedAt.toISOString());
  const isOver = deadline !== undefined && deadline <= now;
  const outlook = {
    ...knowledge,
    ...{ deadline, isOver, requests: requestsOfThisSignup(state, knowledge.onboardedAt) },
    disconnected: isOver ? undefined : nameDisconnected(findings),
  };
  return [findWindow(outlook), ...syncKinds.map((kind) => findRequest(kind, outlook))];
}

function findWindow({ onboardedBy, requests, deadline, isOver, disconnected }: Outlook): Finding {
  const check = "within_window";
  if (disconnected !== undefined) return unknown(check, { reason: disconnected });
  if (deadline === undefined) {
    const reason = "Nothing says when the number was onboarded.";
    return unknown(check, { reason, fix: `The state that ${onboardedBy} saved says it.` });
  }
  const moment = printMoment(deadline);
  if (!isOver) return passed(check, `A synchronization can be asked for until ${moment}.`);
  const known = Object.values(requests);
  if (known.some((request) => isMissed(request, onboardedBy))) return failed(check, windowClosed);
  const isWhole = known.length === syncKinds.length;
  const rest = isWhole ? "and nothing is known to be missing" : "and what was not asked for by then is lost";
  return passed(check, `The 24 hours ended on ${moment}, ${rest}.`);
}

/** Where it was not asked for, 360dialog may have asked by itself. */
function isMissed({ status }: OneShot, onboardedBy: SyncKnowledge["onboardedBy"]): boolean {
  return status === "refused" || (status === "open" && onboardedBy === "onboard");
}

function findRequest(kind: SyncKind, outlook: Outlook): Finding {
  const check = names[kind];
  const { requests, isOver, disconnected } = outlook;
  const request = requests[kind];
  if (request === undefined) return unknown(check, explainUnknown(kind, outlook));
  const { status, sentAt } = request;
  switch (status) {
    case "done":
      return passed(
        check,
        `It was asked for${sentAt === undefined ? "" : ` on ${printMoment(new Date(sentAt))}`}, and accepted.`,
      );
    case "already_done":
      return passed(check, "It had been asked for before.");
    case "sent":
      return unknown(check, {
        reason: "It was sent, and nobody noted what became of it.",
        fix: `${howToPrepare(outlook)}${howToSettle(kind)}`,
      });
    case "refused":
      if (disconnected !== undefined) return unknown(check, { reason: disconnected });
      return isOver ? warning(check, tooLate) : failed(check, windowClosed);
    case "open":
      return findOpen(kind, outlook);
  }
}

const tooLate = { reason: "It was not asked for, and cannot be any more: see within_window." };

function findOpen(kind: SyncKind, outlook: Outlook): Finding {
  const check = names[kind];
  const { onboardedBy, isOver, disconnected } = outlook;
  if (disconnected !== undefined) return unknown(check, { reason: disconnected });
  if (onboardedBy === "onboardDialog360") {
    return unknown(check, {
      reason: "The saved state says that it was not asked for, and 360dialog is said to ask by itself.",
      fix: `${howToTell(kind)}${howToAskLater(outlook)}`,
    });
  }
  if (isOver) return warning(check, tooLate);
  return failed(check, { reason: "It was never asked for.", fix: howToAsk(outlook) });
}

function explainUnknown(kind: SyncKind, outlook: Outlook) {
  const { state, onboardedBy } = outlook;
  const later = `${howToTell(kind)}${howToAskLater(outlook)}`;
  if (state !== undefined) {
    return {
      reason: "The saved state is of an earlier sign-up: the number was onboarded again since.",
      fix: `Give the state of the newest onboarding. ${later}`,
    };
  }
  return {
    reason: "No call tells, and no saved state was given.",
    fix: `Give the state that ${onboardedBy} saved. ${later}`,
  };
}

const fields = { contacts: "smb_app_state_sync", history: "history" } as const;

function howToTell(kind: SyncKind): string {
  return `See whether webhooks of the field ${fields[kind]} arrive.`;
}

function howToAskLater(outlook: Outlook): string {
  if (outlook.isOver || outlook.disconnected !== undefined) return "";
  return ` Where none come: ${howToAsk(outlook)}`;
}

const withoutState = { onboard: "the token and the ids", onboardDialog360: "the channel and its key" } as const;

/** A bare request would be spent where webhooks go to nobody. The onboarding looks before it asks. */
function howToAsk(outlook: Outlook): string {
  const { onboardedBy, requests, deadline } = outlook;
  const given = Object.keys(requests).length > 0 ? "the saved state" : withoutState[onboardedBy];
  const until = deadline === undefined ? "" : ` by ${printMoment(deadline)}`;
  const before = howToPrepare(outlook);
  const call = before === "" ? "Call" : `${before}Then call`;
  return `${call} ${onboardedBy} with ${given}${until}: it looks at what the request depends on, and then asks.`;
}

function howToPrepare({ findings, onboardedBy, isOver }: Outlook): string {
  const obstacles = isOver ? [] : findObstacles(findings, onboardedBy);
  return obstacles.length === 0 ? "" : `First put right: ${obstacles.join(", ")}. What is sent to nobody is lost. `;
}
